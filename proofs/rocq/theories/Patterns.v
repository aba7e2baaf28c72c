(** * ReLU networks are made of affine pieces, and of nothing worse

    Follow a network connection by connection: a unit adds up weight times input, then a bias,
    and [relu] of the sum is the input of later units.  What holds at the start, and is handed
    on by each connection, holds for every network.  Three properties are handed on:
    - scaling: without biases, factors [0 <= c] come out of the whole network;
    - the size of differences: inputs that are close give outputs that are close;
    - masks: if each ReLU is replaced by the factor 1 (on) or 0 (off) that fits the sign of
      its input, nothing changes.  With these factors fixed the network is affine. *)
From NL Require Import Base Affine Xor Pieces Relu.

Section Pieces.
Variable K : OrdRing.
Add Ring Kring : (ring_ax K).

(** [step u] is 1 for [0 < u] and 0 otherwise. *)
Lemma step_on (u : K) : 0 < u -> step u = 1.
Proof. intro; unfold step; destruct (le_dec u 0); easy. Qed.
Lemma step_off (u : K) : u <= 0 -> step u = 0.
Proof. intro; unfold step; destruct (le_dec u 0); easy. Qed.
Lemma step_cases (u : K) : step u = 1 \/ step u = 0.
Proof. unfold step; destruct (le_dec u 0); [now right | now left]. Qed.

Lemma square_pos (x : K) : x <> 0 -> 0 < x * x.
Proof.
  intro X; destruct (sign K x) as [P|[P|P]]; [now apply mul_pos | contradiction|].
  by_cert (mul_pos P P).
Qed.
Lemma square_nonneg (x : K) : 0 <= x * x.
Proof.
  destruct (sign K x) as [P|[->|P]]; [apply lt_le; now apply mul_pos | | ].
  - by_cert (le_refl K 0).
  - by_cert (mul_pos P P).
Qed.
Lemma square_zero (x : K) : x * x <= 0 -> x = 0.
Proof.
  intro L; destruct (sign K x) as [P|[P|P]]; [exfalso| exact P |exfalso];
    apply le_sub in L; by_cert (add_pos_nonneg (mul_pos P P) L).
Qed.
Lemma equal_if_zero (x y : K) : x - y = 0 -> x = y.
Proof. intro E; transitivity (x - y + y); [ring | rewrite E; ring]. Qed.

(** ** No bias: a factor [0 <= c] of all inputs is a factor of the output *)
Theorem no_bias_scales (c : K) (t s E w a d p : nat -> K) :
  0 <= c -> E O = 0 -> s O = 0 -> t O = 0 -> forall n,
  (forall k, (k < n)%nat ->
     (d k - c * a k) * (d k - c * a k) <= E k /\
     E (S k) = E k + (relu (t k + w k * d k) - c * relu (s k + w k * a k))
                   * (relu (t k + w k * d k) - c * relu (s k + w k * a k)) /\
     s (S k) = p k * (s k + w k * a k) /\ t (S k) = p k * (t k + w k * d k)) ->
  t n = c * s n /\ E n = 0.
Proof.
  intros C E0 s0 t0 n go; induction n as [|n IH].
  - rewrite E0, s0, t0; split; [ring | easy].
  - destruct (go n (Nat.lt_succ_diag_r n)) as (near & -> & -> & ->).
    destruct IH as [T Z]; [intros k L; apply go; lia|].
    rewrite Z in near |- *; apply square_zero, equal_if_zero in near; rewrite near, T.
    replace (c * s n + w n * (c * a n)) with (c * (s n + w n * a n)) by ring.
    rewrite relu_pos_homogeneous by exact C; split; ring.
Qed.

Theorem constant_missed (y0 y1 e : K) : y0 = 0 * y1 -> 1 - y0 <= e -> 1 <= e.
Proof. intros -> L; apply le_sub in L; by_cert L. Qed.

(** ** ReLU makes no difference larger, so a network is Lipschitz, and continuous *)
Lemma abs_bounds (x y : K) : x <= y -> - x <= y -> abs x <= y.
Proof. intros; sign_of x; assumption. Qed.
Lemma le_abs (x : K) : x <= abs x.
Proof. sign_of x; sums. Qed.
Lemma opp_le_abs (x : K) : - x <= abs x.
Proof. sign_of x; sums. Qed.
Lemma abs_nonneg (x : K) : 0 <= abs x.
Proof. sign_of x; sums. Qed.

Theorem relu_lipschitz (x y : K) : abs (relu x - relu y) <= abs (x - y).
Proof.
  pose proof (proj1 le_sub (le_abs (x - y))) as U.
  pose proof (proj1 le_sub (opp_le_abs (x - y))) as V.
  pose proof (abs_nonneg (x - y)).
  apply abs_bounds; on_or_off x; on_or_off y; case_work.
Qed.

Theorem every_network_is_lipschitz (h : K) (s t M L E w v a d b p : nat -> K) :
  0 <= h -> E O = h -> L O = 1 -> M O = 0 -> s O = 0 -> t O = 0 -> forall n,
  (forall k, (k < n)%nat ->
     (0 <= p k /\ w k <= v k /\ - w k <= v k /\ a k - d k <= E k /\ d k - a k <= E k) /\
     E (S k) = E k + abs (relu (t k + w k * d k + b k) - relu (s k + w k * a k + b k)) /\
     L (S k) = L k + M k + v k * L k /\ M (S k) = p k * (M k + v k * L k) /\
     s (S k) = p k * (s k + w k * a k + b k) /\ t (S k) = p k * (t k + w k * d k + b k)) ->
  s n - t n <= M n * h /\ t n - s n <= M n * h /\ 0 <= M n /\ 0 <= L n /\
  E n <= L n * h /\ 0 <= E n.
Proof.
  intros H0 E0 L0 M0 s0 t0 n go; induction n as [|n IH].
  - rewrite E0, L0, M0, s0, t0; pose proof (lt_le (one_pos K)).
    repeat split; try assumption; sums.
  - destruct (go n (Nat.lt_succ_diag_r n)) as ((P & V1 & V2 & D1 & D2) & -> & -> & -> & -> & ->).
    destruct IH as (ST & TS & Mn & Ln & En & Ep); [intros k Hk; apply go; lia|].
    apply le_sub in V1; apply le_sub in V2; apply le_sub in D1; apply le_sub in D2.
    apply le_sub in ST; apply le_sub in TS; apply le_sub in En.
    (* twice v is the sum of v - w and v + w, and twice E of E - (a - d) and E - (d - a) *)
    assert (half : forall x : K, 0 <= (1 + 1) * x -> 0 <= x).
    { intros x L2; destruct (le_dec 0 x) as [Y|Y]; [exact Y|]; apply lt_sub in Y.
      exfalso; by_cert (add_pos_nonneg (mul_pos (two_pos K) Y) L2). }
    assert (V : 0 <= v n) by (apply half; by_cert (add_nonneg V1 V2)).
    assert (Q1 : 0 <= v n * E n - w n * (a n - d n)).
    { apply half; by_cert (add_nonneg (mul_nonneg V1 D2) (mul_nonneg V2 D1)). }
    assert (Q2 : 0 <= v n * E n + w n * (a n - d n)).
    { apply half; by_cert (add_nonneg (mul_nonneg V1 D1) (mul_nonneg V2 D2)). }
    pose proof (mul_nonneg V En) as VE; pose proof (mul_nonneg V Ln) as VL.
    assert (S1 : 0 <= (M n + v n * L n) * h - (s n + w n * a n + b n - (t n + w n * d n + b n)))
      by by_cert (add_nonneg ST (add_nonneg VE Q1)).
    assert (S2 : 0 <= (M n + v n * L n) * h - (t n + w n * d n + b n - (s n + w n * a n + b n)))
      by by_cert (add_nonneg TS (add_nonneg VE Q2)).
    repeat split.
    + by_cert (mul_nonneg P S1).
    + by_cert (mul_nonneg P S2).
    + exact (mul_nonneg P (add_nonneg Mn VL)).
    + exact (add_nonneg (add_nonneg Ln Mn) VL).
    + pose proof (relu_lipschitz (t n + w n * d n + b n) (s n + w n * a n + b n)) as R.
      assert (A : abs (t n + w n * d n + b n - (s n + w n * a n + b n)) <=
                  (M n + v n * L n) * h) by (apply abs_bounds; [by_cert S2 | by_cert S1]).
      apply le_sub in R; apply le_sub in A; by_cert (add_nonneg En (add_nonneg A R)).
    + apply add_nonneg; [exact Ep | apply abs_nonneg].
Qed.

Theorem slope_1_above (h : K) : 0 < h -> relu h - relu 0 = h.
Proof.
  intro P; rewrite !relu_pos; [ring | apply le_refl | now apply lt_le].
Qed.
Theorem slope_0_below (h : K) : 0 < h -> relu (- h) - relu 0 = 0.
Proof.
  intro P; rewrite !relu_neg; [ring | apply le_refl | by_cert P].
Qed.
Theorem a_step_is_not_lipschitz (L h : K) :
  0 < h -> (1 + 1) * L * h < 1 -> L * abs (h - - h) < abs (step h - step (- h)).
Proof.
  intros P Q; pose proof (one_pos K) as I; apply lt_sub in Q.
  rewrite (step_on h P), (step_off (- h)) by by_cert P.
  rewrite (abs_pos K (h - - h)) by by_cert (add_pos P P).
  rewrite (abs_pos K (1 - 0)) by by_cert I; by_cert Q.
Qed.

(** ** Masks instead of ReLUs *)
Lemma relu_is_masked (q z : K) : 0 <= ((1 + 1) * step q - 1) * z -> relu z = step q * z.
Proof.
  destruct (step_cases q) as [-> | ->]; intro H.
  - rewrite relu_pos; [ring | by_cert H].
  - rewrite relu_neg; [ring | by_cert H].
Qed.

Theorem masks_for_relus (s h E w a c b p q : nat -> K) :
  E O = 0 -> h O = 0 -> s O = 0 -> forall n,
  (forall k, (k < n)%nat ->
     ((a k - c k) * (a k - c k) <= E k /\
      0 <= ((1 + 1) * step (q k) - 1) * (h k + w k * c k + b k)) /\
     E (S k) = E k + (relu (s k + w k * a k + b k) - step (q k) * (h k + w k * c k + b k))
                   * (relu (s k + w k * a k + b k) - step (q k) * (h k + w k * c k + b k)) /\
     h (S k) = p k * (h k + w k * c k + b k) /\ s (S k) = p k * (s k + w k * a k + b k)) ->
  s n = h n /\ E n = 0.
Proof.
  intros E0 h0 s0 n go; induction n as [|n IH].
  - now rewrite E0, h0, s0.
  - destruct (go n (Nat.lt_succ_diag_r n)) as ((near & fits) & -> & -> & ->).
    destruct IH as [T Z]; [intros k L; apply go; lia|].
    rewrite Z in near |- *; apply square_zero, equal_if_zero in near; rewrite near, T.
    rewrite relu_is_masked with (q := q n) by exact fits; split; ring.
Qed.

Theorem regions_are_convex (q u v t : K) :
  0 <= ((1 + 1) * step q - 1) * u -> 0 <= ((1 + 1) * step q - 1) * v -> 0 <= t -> t <= 1 ->
  0 <= ((1 + 1) * step q - 1) * ((1 - t) * u + t * v).
Proof.
  intros U V T T1; apply le_sub in T1.
  by_cert (add_nonneg (mul_nonneg T1 U) (mul_nonneg T V)).
Qed.

(** ** The same for the networks of [Affine.v], of any depth and any widths.  Two inputs have
    the same pattern if every unit is on at both, or off at both.  (An affine read-out after
    the last ReLU keeps an affine map affine.) *)
Fixpoint same_pattern {m p} (N : net K m p) : vec K -> vec K -> Prop :=
  match N with
  | Input _ => fun _ _ => True
  | @Layer _ m n p A b rest => fun x y =>
      (forall i, (i < n)%nat -> 0 < mv m A x i + b i <-> 0 < mv m A y i + b i) /\
      same_pattern rest (fun i => relu (mv m A x i + b i)) (fun i => relu (mv m A y i + b i))
  end.
Fixpoint run_relu {m p} (N : net K m p) : vec K -> vec K :=
  match N with
  | Input _ => fun x => x
  | @Layer _ m n p A b rest => fun x => run_relu rest (fun i => relu (mv m A x i + b i))
  end.

(** The factors of the pattern at x turn the network into one without ReLUs. *)
Fixpoint masked {m p} (N : net K m p) : vec K -> net K m p :=
  match N with
  | Input n => fun _ => Input n
  | @Layer _ m n p A b rest => fun x =>
      let on := fun i => step (mv m A x i + b i) in
      Layer (fun i j => on i * A i j) (fun i => on i * b i)
            (masked rest (fun i => relu (mv m A x i + b i)))
  end.

Lemma same_mask (u v : K) : (0 < u <-> 0 < v) -> relu v = step u * v.
Proof.
  intros [F G]; destruct (le_or_lt u 0) as [U|U].
  - rewrite (step_off u U), relu_neg; [ring|].
    destruct (le_or_lt v 0) as [V|V]; [exact V | destruct (G V U)].
  - rewrite (step_on u U), relu_pos; [ring | apply lt_le, F, U].
Qed.

Lemma same_pattern_masked m p (N : net K m p) : forall x y,
  same_pattern N x y -> forall i, (i < p)%nat -> run_relu N y i = run (masked N x) y i.
Proof.
  induction N as [n|m n p A b rest IH]; intros x y S i L; simpl; [easy|].
  destruct S as [S1 S2]; rewrite (IH _ _ S2 i L); apply run_ext; [|exact L].
  intros j Lj; rewrite (same_mask _ _ (S1 j Lj)).
  unfold mv; rewrite (sum_ext K m (fun k => step _ * A j k * y k)
    (fun k => step (sum m (fun l => A j l * x l) + b j) * (A j k * y k))) by (intros; ring).
  rewrite sum_mul_l; ring.
Qed.

Theorem relu_net_affine_on_a_pattern m p (N : net K m p) (x : vec K) :
  exists (A : mat K) (b : vec K), forall y, same_pattern N x y ->
    forall i, (i < p)%nat -> run_relu N y i = mv m A y i + b i.
Proof.
  exists (W (masked N x)), (B (masked N x)); intros y S i L.
  rewrite (same_pattern_masked _ _ _ _ _ S i L); now apply affine_collapse.
Qed.

(** Both: connection by connection, and for whole networks. *)
Theorem with_its_pattern_a_network_is_affine :
  (forall s h E w a c b p q : nat -> K, E O = 0 -> h O = 0 -> s O = 0 -> forall n,
    (forall k, (k < n)%nat ->
      ((a k - c k) * (a k - c k) <= E k /\
       0 <= ((1 + 1) * step (q k) - 1) * (h k + w k * c k + b k)) /\
      E (S k) = E k + (relu (s k + w k * a k + b k) - step (q k) * (h k + w k * c k + b k))
                    * (relu (s k + w k * a k + b k) - step (q k) * (h k + w k * c k + b k)) /\
      h (S k) = p k * (h k + w k * c k + b k) /\ s (S k) = p k * (s k + w k * a k + b k)) ->
    s n = h n /\ E n = 0) /\
  (forall m p (N : net K m p) (x : vec K), exists (A : mat K) (b : vec K),
    forall y, same_pattern N x y -> forall i, (i < p)%nat -> run_relu N y i = mv m A y i + b i).
Proof. exact (conj masks_for_relus relu_net_affine_on_a_pattern). Qed.
End Pieces.

Arguments run_relu {_ _ _} _ _ _.  Arguments same_pattern {_ _ _} _ _ _.
Arguments masked {_ _ _} _ _.
