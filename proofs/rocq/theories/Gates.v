(** * Two non-linear units without an activation: maxout and the product of a gate

    Maxout takes the greatest of several affine functions, a gated unit without activation the
    product of two.  Both are XOR on bits, which no affine function is.  A maximum of
    affine functions bends upwards only: it has a kink wherever two slopes meet.  A product
    is a polynomial: a factor [C] in front of all inputs of a layer of products comes out as
    [C * C], so that the degree at most doubles with each layer. *)
From NL Require Import Base Affine Xor Pieces Relu.

Section Gates.
Variable K : OrdField.
Add Ring Kring : (ring_ax K).
Implicit Types b c d m k p q r u w v x y : K.

Lemma max_right x y : x <= y -> maximum x y = y.
Proof. intro; unfold maximum; destruct (le_dec x y); easy. Qed.
Lemma max_left x y : y <= x -> maximum x y = x.
Proof. intro; unfold maximum; destruct (le_dec x y); [now apply le_antisym | easy]. Qed.
Lemma max_cases x y :
  (0 <= y - x /\ maximum x y = y) \/ (0 < x - y /\ maximum x y = x).
Proof.
  unfold maximum; destruct (le_dec x y) as [H|H]; [left | right]; (split; [|easy]).
  - by_cert (proj1 le_sub H).
  - by_cert (proj1 lt_sub H).
Qed.
Ltac greater x y := let H := fresh "H" in let E := fresh "E" in
  destruct (max_cases x y) as [[H E]|[H E]]; rewrite E in *; clear E.

(** ** Maxout *)
Theorem no_affine_function_is_xor :
  ~ exists w1 w2 b : K, forall p q : bool, w1 * num p + w2 * num q + b = num (xorb p q).
Proof. intro H; exact (two_neq_zero K (proj1 (xor_affine_iff K) H)). Qed.

Theorem maxout_with_a_read_out (p q : bool) :
  (1 + 1) * maximum (num p) (num q) - num p - num q = num (xorb p q) :> K.
Proof.
  pose proof (lt_le (one_pos K)) as P; destruct p, q; unfold num; simpl;
    first [rewrite max_right by (exact P || apply le_refl); ring
          | rewrite max_left by exact P; ring].
Qed.

Theorem maxout_alone (p q : bool) :
  maximum (num p - num q) (num q - num p) = num (xorb p q) :> K.
Proof.
  pose proof (two_pos K) as P; greater (num p - num q : K) (num q - num p : K);
    destruct p, q; unfold num in *; simpl in *; case_work.
Qed.

Theorem maximum_is_convex x1 x2 y1 y2 :
  (1 + 1) * maximum ((x1 + y1) * inv (1 + 1)) ((x2 + y2) * inv (1 + 1)) <=
  maximum x1 x2 + maximum y1 y2.
Proof.
  assert (E : forall z : K, (1 + 1) * (z * inv (1 + 1)) = z).
  { intro z; transitivity ((1 + 1) * inv (1 + 1) * z); [ring|].
    rewrite inv_r; [ring | exact (two_neq_zero K)]. }
  assert (G : forall x y, x <= maximum x y /\ y <= maximum x y).
  { intros x y; greater x y; split; try apply le_refl; sums. }
  destruct (G x1 x2) as [X1 X2], (G y1 y2) as [Y1 Y2].
  apply le_sub in X1; apply le_sub in X2; apply le_sub in Y1; apply le_sub in Y2.
  destruct (max_cases ((x1 + y1) * inv (1 + 1)) ((x2 + y2) * inv (1 + 1))) as [[_ ->]|[_ ->]];
    rewrite E; [by_cert (add_nonneg X2 Y2) | by_cert (add_nonneg X1 Y1)].
Qed.

Theorem relu_is_maxout u : maximum u 0 = relu u.
Proof. greater u (0 : K); on_or_off u; case_work. Qed.

(** Where two lines of different slopes meet, their maximum bends. *)
Theorem maxout_kink p r b d x :
  p <> r -> p * x + b = r * x + d ->
  0 < maximum (p * (x + 1) + b) (r * (x + 1) + d) + maximum (p * (x - 1) + b) (r * (x - 1) + d)
      - (1 + 1) * maximum (p * x + b) (r * x + d).
Proof.
  intros D E.
  replace (p * (x + 1) + b) with (r * x + d + p) by (rewrite <- E; ring).
  replace (p * (x - 1) + b) with (r * x + d - p) by (rewrite <- E; ring).
  rewrite E, (max_right (r * x + d)) by apply le_refl.
  destruct (sign K (p - r)) as [P|[Z|P]].
  - rewrite max_left, max_right by by_cert P; same P.
  - destruct D; transitivity (p - r + r); [ring | rewrite Z; ring].
  - rewrite max_right, max_left by by_cert P; same P.
Qed.

Theorem maxout_no_kink p b d x : maximum (p * x + b) (p * x + d) = p * x + maximum b d.
Proof. greater b d; [apply max_right | apply max_left]; sums. Qed.

Theorem sums_are_maxout x1 x2 y1 y2 :
  maximum x1 x2 + maximum y1 y2 =
  maximum (maximum (x1 + y1) (x1 + y2)) (maximum (x2 + y1) (x2 + y2)).
Proof.
  assert (shift : forall x y z : K, maximum (x + y) (x + z) = x + maximum y z).
  { intros x y z; greater y z; [apply max_right | apply max_left]; sums. }
  rewrite !shift; greater x1 x2; [symmetry; apply max_right | symmetry; apply max_left]; sums.
Qed.

(** A difference of two maxima need not bend upwards: this one does not at 1. *)
Theorem differences_need_not_be_maxout :
  maximum 0 0 - maximum (0 - 1) 0 = 0 :> K /\
  maximum 1 0 - maximum (1 - 1) 0 = 1 :> K /\
  maximum (1 + 1) 0 - maximum (1 + 1 - 1) 0 = 1 :> K.
Proof.
  pose proof (lt_le (one_pos K)) as P; pose proof (lt_le (two_pos K)) as P2.
  replace (1 - 1 : K) with (0 : K) by ring; replace (1 + 1 - 1 : K) with (1 : K) by ring.
  rewrite (max_right 0 0), (max_left 1 0), (max_left (1 + 1) 0), (max_right (0 - 1) 0)
    by (assumption || apply le_refl || by_cert P).
  repeat split; ring.
Qed.

(** ** The bilinear gate *)
Theorem gate_is_xor (p q : bool) :
  (num p - num q) * (num p - num q) = num (xorb p q) :> K.
Proof. destruct p, q; unfold num; simpl; ring. Qed.

Theorem gate_affine_only_if a b c d m k :
  (a * - (1) + b) * (c * - (1) + d) = m * - (1) + k ->
  (a * 0 + b) * (c * 0 + d) = m * 0 + k ->
  (a * 1 + b) * (c * 1 + d) = m * 1 + k -> a * c = 0.
Proof.
  intros L C R; destruct (no_zero_divisors K (1 + 1) (a * c)) as [Z|Z];
    [|now destruct (two_neq_zero K)|easy].
  transitivity ((a * - (1) + b) * (c * - (1) + d) + (a * 1 + b) * (c * 1 + d)
                - (1 + 1) * ((a * 0 + b) * (c * 0 + d))); [ring | rewrite L, C, R; ring].
Qed.
End Gates.

(** Over any commutative ring: multiplied out, a gate has degree two. *)
Section Ring.
Variable K : CRing.
Add Ring KringC : (ring_ax K).
Implicit Types a b c d x : K.

Theorem gate_degree_two a b c d x :
  (a * x + b) * (c * x + d) = a * c * (x * x) + (a * d + b * c) * x + b * d.
Proof. ring. Qed.

(** A layer of gates, one connection after the other: [p] and [r] are the two sums for
    inputs [h n], and [P] and [Q] for inputs [C * h n]. *)
Theorem gate_squares_the_factor (C : K) (w v h p r P Q : nat -> K) :
  p O = 0 -> r O = 0 -> P O = 0 -> Q O = 0 -> forall n,
  (forall k, (k < n)%nat -> p (S k) = p k + w k * h k /\ r (S k) = r k + v k * h k /\
     P (S k) = P k + w k * (C * h k) /\ Q (S k) = Q k + v k * (C * h k)) ->
  P n = C * p n /\ Q n = C * r n /\ P n * Q n = C * C * (p n * r n).
Proof.
  intros p0 r0 P0 Q0 n step.
  assert (I : P n = C * p n /\ Q n = C * r n).
  { induction n as [|n IH].
    - rewrite p0, r0, P0, Q0; split; ring.
    - destruct (step n (Nat.lt_succ_diag_r n)) as (-> & -> & -> & ->).
      destruct IH as [-> ->]; [intros k L; apply step; lia|]; split; ring. }
  destruct I as [-> ->]; repeat split; ring.
Qed.
End Ring.
