(** * Sigmoid, tanh, SiLU, SwiGLU and softmax over the real numbers

    Everything here rests on four facts on the exponential: exp (x + y) = exp x * exp y, exp is
    positive, it is at least 1 + x, and for x >= 0 at least each partial sum of its series.
    The statements use the standard library's words only: [exp], [ln], [sqrt], [Rabs], [Rmax].
    The sigmoid is / (1 + exp (- x)), tanh x is 1 - 2 / (1 + exp (2 x)), and ReLU is Rmax x 0. *)
From Coq Require Import Reals Lra Lia.
Open Scope R_scope.

(** ** Exponentials *)
Lemma exp_double x : exp (2 * x) = exp x * exp x.
Proof. rewrite <- exp_plus; f_equal; lra. Qed.
Lemma exp_inverse x : exp x * exp (- x) = 1.
Proof. rewrite <- exp_plus, <- exp_0; f_equal; lra. Qed.
Lemma one_plus_exp x : 1 + exp x <> 0.
Proof. pose proof (exp_pos x); lra. Qed.

Lemma exp_series n x : 0 <= x -> sum_f_R0 (fun i => / INR (fact i) * x ^ i) n <= exp x.
Proof.
  intro X; apply sum_incr.
  - unfold exp; destruct (exist_exp x) as [l H]; exact H.
  - intro i; apply Rmult_le_pos; [|now apply pow_le].
    left; apply Rinv_0_lt_compat, INR_fact_lt_0.
Qed.
Lemma exp_3 x : 0 <= x -> 1 + x + x ^ 2 / 2 + x ^ 3 / 6 <= exp x.
Proof. intro X; pose proof (exp_series 3 x X) as S; simpl in S; simpl; lra. Qed.
Lemma exp_5 x :
  0 <= x -> 1 + x + x ^ 2 / 2 + x ^ 3 / 6 + x ^ 4 / 24 + x ^ 5 / 120 <= exp x.
Proof. intro X; pose proof (exp_series 5 x X) as S; simpl in S; simpl; lra. Qed.

(** A fraction of positive numbers is positive. *)
Lemma frac_pos a b : 0 < a -> 0 < b -> 0 < a / b.
Proof. intros; now apply Rdiv_lt_0_compat. Qed.

(** ** What language models have and what is not piecewise affine *)
Theorem softmax_bends r :
  0 < r -> / (1 + exp (- 2 * r)) - 1 / 2 - 2 * (/ (1 + exp (- r)) - 1 / 2) < 0.
Proof.
  intro P; replace (- 2 * r) with (2 * - r) by lra; rewrite exp_double.
  assert (L : exp (- r) < 1) by (rewrite <- exp_0; apply exp_increasing; lra).
  pose proof (exp_pos (- r)); set (u := exp (- r)) in *.
  assert (D : / (1 + u * u) - 1 / 2 - 2 * (/ (1 + u) - 1 / 2) =
              - ((1 - u) ^ 3 / (2 * (1 + u * u) * (1 + u)))) by (field; split; nra).
  rewrite D; enough (0 < (1 - u) ^ 3 / (2 * (1 + u * u) * (1 + u))) by lra.
  apply frac_pos; [apply pow_lt; lra | repeat apply Rmult_lt_0_compat; nra].
Qed.

Theorem rmsnorm_bends r :
  0 < r -> 2 * r * / sqrt ((2 * r) ^ 2 + 1) - 2 * (r * / sqrt (r ^ 2 + 1)) < 0.
Proof.
  intro P; assert (S : sqrt (r ^ 2 + 1) < sqrt ((2 * r) ^ 2 + 1)) by (apply sqrt_lt_1; nra).
  assert (S0 : 0 < sqrt (r ^ 2 + 1)) by (apply sqrt_lt_R0; nra).
  assert (I : / sqrt ((2 * r) ^ 2 + 1) < / sqrt (r ^ 2 + 1))
    by (apply Rinv_lt_contravar; [apply Rmult_lt_0_compat|]; lra).
  nra.
Qed.

Theorem swiglu_bends r :
  0 < r -> 0 < (2 * r) ^ 2 * / (1 + exp (- 2 * r)) - 2 * (r ^ 2 * / (1 + exp (- r))).
Proof.
  intro P; replace (- 2 * r) with (2 * - r) by lra; rewrite exp_double.
  assert (L : exp (- r) < 1) by (rewrite <- exp_0; apply exp_increasing; lra).
  pose proof (exp_pos (- r)); set (u := exp (- r)) in *.
  replace ((2 * r) ^ 2 * / (1 + u * u) - 2 * (r ^ 2 * / (1 + u)))
    with (r ^ 2 * (2 + 4 * u - 2 * (u * u)) / ((1 + u * u) * (1 + u))) by (field; split; nra).
  apply frac_pos; [|nra]; apply Rmult_lt_0_compat; nra.
Qed.

(** ** tanh is the sigmoid, stretched and moved *)
Theorem tanh_quotient x :
  1 - 2 * / (1 + exp (2 * x)) = (exp x - exp (- x)) * / (exp x + exp (- x)).
Proof.
  rewrite exp_double; pose proof (exp_inverse x) as I; pose proof (exp_pos x).
  replace (exp (- x)) with (/ exp x) by (apply (Rmult_eq_reg_l (exp x)); [|lra];
    rewrite I; field; lra).
  field; repeat split; nra.
Qed.

Theorem tanh_from_sigmoid x : 1 - 2 * / (1 + exp (2 * x)) = 2 * / (1 + exp (- 2 * x)) - 1.
Proof.
  replace (- 2 * x) with (- (2 * x)) by lra; rewrite exp_Ropp; pose proof (exp_pos (2 * x)).
  field; lra.
Qed.

Theorem sigmoid_from_tanh x :
  / (1 + exp (- x)) = 1 / 2 + 1 / 2 * (1 - 2 * / (1 + exp (2 * (x / 2)))).
Proof.
  replace (2 * (x / 2)) with x by lra; rewrite exp_Ropp; pose proof (exp_pos x).
  field; lra.
Qed.

Theorem layer_from_tanh_to_sigmoid (c : R) (T S v z : nat -> R) :
  S O = 2 * c -> T O = c -> forall n,
  (forall k, (k < n)%nat ->
     S (Datatypes.S k) = S k + (4 * v k * / (1 + exp (- 2 * z k)) - 2 * v k) /\
     T (Datatypes.S k) = T k + v k * (1 - 2 * / (1 + exp (2 * z k)))) ->
  S n = 2 * T n.
Proof.
  intros S0 T0 n go; induction n as [|n IH]; [lra|].
  destruct (go n (Nat.lt_succ_diag_r n)) as [-> ->].
  rewrite tanh_from_sigmoid, IH by (intros k L; apply go; lia); lra.
Qed.

Theorem read_out_from_tanh_to_sigmoid (c : R) (T S v z : nat -> R) :
  S O = c -> T O = c -> forall n,
  (forall k, (k < n)%nat ->
     S (Datatypes.S k) = S k + (2 * v k * / (1 + exp (- 2 * z k)) - v k) /\
     T (Datatypes.S k) = T k + v k * (1 - 2 * / (1 + exp (2 * z k)))) ->
  S n = T n.
Proof.
  intros S0 T0 n go; induction n as [|n IH]; [lra|].
  destruct (go n (Nat.lt_succ_diag_r n)) as [-> ->].
  rewrite tanh_from_sigmoid, IH by (intros k L; apply go; lia); lra.
Qed.

Theorem layer_from_sigmoid_to_tanh (c : R) (T S v z : nat -> R) :
  S O = c -> T O = c / 2 -> forall n,
  (forall k, (k < n)%nat ->
     S (Datatypes.S k) = S k + v k * / (1 + exp (- 2 * z k)) /\
     T (Datatypes.S k) = T k + v k / 4 * (1 - 2 * / (1 + exp (2 * z k))) + v k / 4) ->
  S n = 2 * T n.
Proof.
  intros S0 T0 n go; induction n as [|n IH]; [lra|].
  destruct (go n (Nat.lt_succ_diag_r n)) as [-> ->].
  rewrite tanh_from_sigmoid, IH by (intros k L; apply go; lia); lra.
Qed.

(** Squaring a power of e doubles its exponent. *)
Theorem squarings (y : R) (a h : nat -> R) :
  a O = 1 -> h O = exp y -> forall n,
  (forall k, (k < n)%nat -> a (S k) = 2 * a k /\ h (S k) = h k * h k) -> h n = exp (a n * y).
Proof.
  intros a0 h0 n go; induction n as [|n IH]; [rewrite a0, Rmult_1_l; exact h0|].
  destruct (go n (Nat.lt_succ_diag_r n)) as [-> ->].
  rewrite IH by (intros k L; apply go; lia); rewrite <- exp_double; f_equal; lra.
Qed.

(** ** SwiGLU is not a rounded ReLU *)
Lemma quotient_by_exp y : 0 <= y -> 25 * y <= 7 * (1 + exp y).
Proof.
  intro Y; destruct (Rle_dec (7 / 25) y) as [L|L]; [|pose proof (exp_pos y); lra].
  replace (exp y) with (exp (32 / 25) * exp (y - 32 / 25))
    by (rewrite <- exp_plus; f_equal; lra).
  assert (A : 25 / 7 <= exp (32 / 25)) by (pose proof (exp_5 (32 / 25)); lra).
  pose proof (exp_ineq1_le (y - 32 / 25)); nra.
Qed.

Theorem silu_is_a_rounded_relu t : Rabs (t * / (1 + exp (- t)) - Rmax t 0) <= 7 / 25.
Proof.
  assert (E : forall y, 0 <= y -> 0 <= y / (1 + exp y) <= 7 / 25).
  { intros y Y; pose proof (exp_pos y) as P; split.
    - apply Rmult_le_pos; [lra|]; left; apply Rinv_0_lt_compat; lra.
    - apply (Rmult_le_reg_r (1 + exp y)); [lra|]; unfold Rdiv at 1.
      rewrite Rmult_assoc, Rinv_l by lra; pose proof (quotient_by_exp y Y); lra. }
  destruct (Rle_dec 0 t) as [T|T].
  - rewrite Rmax_left by lra; destruct (E t T).
    replace (t * / (1 + exp (- t)) - t) with (- (t / (1 + exp t)))
      by (rewrite exp_Ropp; pose proof (exp_pos t); field; lra).
    rewrite Rabs_Ropp, Rabs_right; lra.
  - rewrite Rmax_right by lra; destruct (E (- t)); [lra|].
    replace (t * / (1 + exp (- t)) - 0) with (- (- t / (1 + exp (- t))))
      by (pose proof (exp_pos (- t)); field; lra).
    rewrite Rabs_Ropp, Rabs_right; lra.
Qed.

Theorem swiglu_at_ten :
  exists t, t = 10 /\ 9999 / 100 < t * / (1 + exp (- t)) * t /\ t * / (1 + exp (- t)) * t < 100.
Proof.
  exists 10; split; [reflexivity|].
  assert (A : 7 < exp 2) by (pose proof (exp_5 2); lra).
  assert (B : 9999 < exp 10).
  { replace 10 with (2 * (2 * 2) + 2) by lra; rewrite exp_plus, !exp_double.
    set (e := exp 2) in *; assert (S : 49 < e * e) by nra.
    assert (2401 < e * e * (e * e)) by nra; set (f := e * e * (e * e)) in *; nra. }
  pose proof (exp_inverse 10); set (u := exp (- (10))) in *.
  assert (U : 0 < u) by apply exp_pos.
  pose proof (Rmult_lt_compat_r u _ _ U B) as V.
  replace (10 * / (1 + u) * 10) with (100 / (1 + u)) by (field; lra).
  assert (E : 100 / (1 + u) * (1 + u) = 100) by (field; lra).
  split; apply (Rmult_lt_reg_r (1 + u)); lra.
Qed.

Theorem swiglu_above_every_line a b t :
  1 <= t -> a + 2 <= t -> a + b + 2 <= t -> a * t + b < t * / (1 + exp (- t)) * t.
Proof.
  intros T A B; pose proof (exp_inverse t) as I; pose proof (exp_pos (- t)) as P.
  pose proof (exp_ineq1_le t) as E; set (u := exp (- t)) in *.
  assert (U : (1 + t) * u <= 1) by nra.
  apply Rle_lt_trans with (t * t - 2 * t); [nra|].
  apply (Rmult_lt_reg_r (1 + u)); [lra|].
  replace (t * / (1 + u) * t * (1 + u)) with (t * t) by (field; lra); nra.
Qed.

Theorem swiglu_never_negative t : 0 <= t * / (1 + exp (- t)) * t.
Proof.
  pose proof (exp_pos (- t)) as P.
  assert (0 < / (1 + exp (- t))) by (apply Rinv_0_lt_compat; lra).
  replace (t * / (1 + exp (- t)) * t) with (t * t * / (1 + exp (- t))) by lra.
  apply Rmult_le_pos; nra.
Qed.

Theorem swiglu_fades t : t < 0 -> t * / (1 + exp (- t)) * t * Rabs t <= 6.
Proof.
  intro N; rewrite Rabs_left by exact N.
  assert (Y : 0 <= - t) by lra; pose proof (exp_3 (- t) Y) as E.
  set (u := exp (- t)) in *; assert (0 < u) by apply exp_pos.
  apply (Rmult_le_reg_r (1 + u)); [lra|].
  replace (t * / (1 + u) * t * - t * (1 + u)) with ((- t) ^ 3) by (field; lra).
  pose proof (pow_le (- t) 2 Y); lra.
Qed.

Theorem swiglu_square t :
  t * / (1 + exp (- t)) * t + - t * / (1 + exp (- - t)) * - t = t ^ 2.
Proof.
  rewrite Ropp_involutive, exp_Ropp; pose proof (exp_pos t); field; lra.
Qed.

Theorem swiglu_held_at_one t :
  t * / (1 + exp (- t)) * (0 * t + 1) = t * / (1 + exp (- t)).
Proof. lra. Qed.

(** ** tanh x lies between x - x^3/3 and x for x >= 0; it is odd *)
Theorem tanh_odd x :
  1 - 2 * / (1 + exp (2 * - x)) = - (1 - 2 * / (1 + exp (2 * x))).
Proof.
  replace (2 * - x) with (- (2 * x)) by lra; rewrite exp_Ropp; pose proof (exp_pos (2 * x)).
  field; lra.
Qed.

(** It is at most x since (1 + x) / exp x - (1 - x) * exp x, which is 0 at 0, increases: its
    derivative is x * (exp x - exp (-x)). *)
Lemma increasing_from_0 (f f' : R -> R) :
  (forall x, derivable_pt_lim f x (f' x)) -> (forall x, 0 <= x -> 0 <= f' x) ->
  forall x, 0 <= x -> f 0 <= f x.
Proof.
  intros D P x X; destruct (Rle_lt_or_eq_dec 0 x X) as [L|<-]; [|lra].
  assert (C : forall c, 0 <= c <= x -> continuity_pt f c).
  { intros c _; apply derivable_continuous_pt; exists (f' c); apply D. }
  destruct (MVT_cor2 f f' 0 x L) as (c & E & [c0 _]); [intros; apply D|].
  pose proof (P c (Rlt_le _ _ c0)); nra.
Qed.

Theorem tanh_at_most_x x : 0 <= x -> 1 - 2 * / (1 + exp (2 * x)) <= x.
Proof.
  intro X; rewrite tanh_quotient; pose proof (exp_pos x); pose proof (exp_pos (- x)).
  assert (M := increasing_from_0 (fun x => (1 + x) * exp (- x) - (1 - x) * exp x)
                 (fun x => x * (exp x - exp (- x)))).
  cbv beta in M; apply (Rmult_le_reg_r (exp x + exp (- x))); [lra|].
  rewrite Rmult_assoc, Rinv_l by lra.
  enough (0 <= (1 + x) * exp (- x) - (1 - x) * exp x) by lra.
  replace 0 with ((1 + 0) * exp (- 0) - (1 - 0) * exp 0) by (rewrite Ropp_0; lra).
  apply M; [| |exact X].
  - intro y; replace (y * (exp y - exp (- y))) with
      ((0 + 1) * exp (- y) + (1 + y) * (exp (- y) * - (1)) - ((0 - 1) * exp y + (1 - y) * exp y))
      by lra.
    apply (derivable_pt_lim_minus (fun z => (1 + z) * exp (- z)) (fun z => (1 - z) * exp z)).
    + apply (derivable_pt_lim_mult (fun z => 1 + z) (fun z => exp (- z)) y).
      * apply (derivable_pt_lim_plus (fun _ => 1) (fun z => z));
          [apply derivable_pt_lim_const | apply derivable_pt_lim_id].
      * apply (derivable_pt_lim_comp Ropp exp); [|apply derivable_pt_lim_exp].
        apply (derivable_pt_lim_opp (fun z => z)), derivable_pt_lim_id.
    + apply (derivable_pt_lim_mult (fun z => 1 - z) exp y); [|apply derivable_pt_lim_exp].
      apply (derivable_pt_lim_minus (fun _ => 1) (fun z => z));
        [apply derivable_pt_lim_const | apply derivable_pt_lim_id].
  - intros y Y; apply Rmult_le_pos; [exact Y|].
    assert (exp (- y) <= exp y); [|lra].
    destruct (Rle_lt_or_eq_dec 0 y Y) as [L|<-]; [|rewrite Ropp_0; lra].
    left; apply exp_increasing; lra.
Qed.

Theorem tanh_cube x : 0 <= x -> x - (1 - 2 * / (1 + exp (2 * x))) <= x ^ 3 / 3.
Proof.
  intro X; pose proof (exp_pos (2 * x)) as P; pose proof (exp_5 (2 * x)) as E.
  set (u := exp (2 * x)) in *; assert (E' := E ltac:(lra)); clear E.
  apply (Rmult_le_reg_r (1 + u)); [lra|].
  replace ((x - (1 - 2 * / (1 + u))) * (1 + u)) with (x * (1 + u) - (u - 1)) by (field; lra).
  enough (0 <= u * (1 - x + x ^ 3 / 3) - (1 + x - x ^ 3 / 3)) by lra.
  assert (Q : 0 <= 1 - x + x ^ 3 / 3).
  { replace (1 - x + x ^ 3 / 3) with (1 / 3 + (x + 2) * (x - 1) ^ 2 / 3) by field.
    pose proof (pow2_ge_0 (x - 1)); nra. }
  apply (Rmult_le_compat_r _ _ _ Q) in E'.
  pose proof (pow_le x 5 X); pose proof (pow_le x 6 X); pose proof (pow_le x 7 X);
    pose proof (pow_le x 8 X).
  eapply Rle_trans; [|apply Rplus_le_compat_r, E'].
  enough (I : (1 + 2 * x + (2 * x) ^ 2 / 2 + (2 * x) ^ 3 / 6 + (2 * x) ^ 4 / 24 + (2 * x) ^ 5 / 120)
              * (1 - x + x ^ 3 / 3) - (1 + x - x ^ 3 / 3)
              = (12 * x ^ 5 + 8 * x ^ 6 + 10 * x ^ 7 + 4 * x ^ 8) / 45) by lra.
  field.
Qed.
(** ** ReLU is not more linear than tanh: how far the best line is from either *)
Theorem no_line_is_closer_to_relu a b h e :
  0 < h ->
  Rmax (- h) 0 <= a * - h + b + e -> a * - h + b <= Rmax (- h) 0 + e ->
  Rmax 0 0 <= a * 0 + b + e -> a * 0 + b <= Rmax 0 0 + e ->
  Rmax h 0 <= a * h + b + e -> a * h + b <= Rmax h 0 + e -> h / 4 <= e.
Proof.
  intro P; rewrite (Rmax_right (- h)), (Rmax_left h), (Rmax_left 0) by lra; lra.
Qed.

Theorem relu_best_line x h : x <= h -> - h <= x -> Rabs (Rmax x 0 - (x / 2 + h / 4)) <= h / 4.
Proof. intros; apply Rabs_le; unfold Rmax; destruct (Rle_dec x 0); lra. Qed.

Theorem tanh_far_from_lines a b h e :
  4 <= h ->
  1 - 2 * / (1 + exp (2 * (6 / 5))) - e <= 6 / 5 * a + b ->
  a * h + b <= 1 - 2 * / (1 + exp (2 * h)) + e ->
  - (6 / 5) * a + b <= - (1 - 2 * / (1 + exp (2 * (6 / 5)))) + e ->
  - (1 - 2 * / (1 + exp (2 * h))) - e <= a * - h + b -> 41 / 100 <= e.
Proof.
  intros H A B C D.
  assert (U : 1102 / 100 <= exp (2 * (6 / 5))).
  { replace (2 * (6 / 5)) with (2 * (2 * (6 / 10))) by lra; rewrite !exp_double.
    assert (S : 182204 / 100000 <= exp (6 / 10)) by (pose proof (exp_5 (6 / 10)); lra).
    set (q := exp (6 / 10)) in *; assert (33198 / 10000 <= q * q) by nra; nra. }
  pose proof (exp_pos (2 * h)); set (u := exp (2 * (6 / 5))) in *; set (v := exp (2 * h)) in *.
  assert (V : 0 < / (1 + v)) by (apply Rinv_0_lt_compat; lra).
  assert (T : 2 * / (1 + u) <= 1664 / 10000).
  { apply (Rmult_le_reg_r (1 + u)); [lra|]; rewrite Rmult_assoc, Rinv_l by lra; lra. }
  set (t := 2 * / (1 + u)) in *; set (w := / (1 + v)) in *.
  (* a >= (5/6) (1 - t - e) from A and C; a h <= 1 + e from B and D *)
  assert (L : 5 / 6 * (1 - 1664 / 10000 - e) <= a) by lra.
  assert (M : a * h <= 1 + e) by lra.
  destruct (Rle_lt_dec (41 / 100) e) as [E|E]; [exact E | exfalso].
  assert (0 <= a) by lra; assert (a * 4 <= a * h) by (apply Rmult_le_compat_l; lra); lra.
Qed.

(** ** With small weights, tanh and sigmoid are nearly linear *)
Lemma tanh_low x : x - Rmax x 0 ^ 3 / 3 <= 1 - 2 * / (1 + exp (2 * x)).
Proof.
  destruct (Rle_dec 0 x) as [X|X].
  - rewrite Rmax_left by lra; pose proof (tanh_cube x X); lra.
  - rewrite Rmax_right by lra; pose proof (tanh_at_most_x (- x)) as T.
    rewrite tanh_odd in T; lra.
Qed.
Lemma tanh_high x : 1 - 2 * / (1 + exp (2 * x)) <= x + Rmax (- x) 0 ^ 3 / 3.
Proof. pose proof (tanh_low (- x)) as T; rewrite tanh_odd in T; lra. Qed.
Lemma relu_scale c x : 0 < c -> Rmax (c * x) 0 = c * Rmax x 0.
Proof.
  intro C; destruct (Rle_dec 0 x).
  - rewrite !Rmax_left; nra.
  - rewrite !Rmax_right; nra.
Qed.

Theorem small_tanh_below c z :
  0 < c -> z - c ^ 2 * Rmax z 0 ^ 3 / 3 <= (1 - 2 * / (1 + exp (2 * c * z))) * / c.
Proof.
  intro C; replace (2 * c * z) with (2 * (c * z)) by lra.
  pose proof (tanh_low (c * z)) as T; rewrite relu_scale in T by exact C.
  apply (Rmult_le_reg_r c); [exact C|]; rewrite (Rmult_assoc _ (/ c) c), Rinv_l by lra; lra.
Qed.
Theorem small_tanh_above c z :
  0 < c -> (1 - 2 * / (1 + exp (2 * c * z))) * / c <= z + c ^ 2 * Rmax (- z) 0 ^ 3 / 3.
Proof.
  intro C; replace (2 * c * z) with (2 * (c * z)) by lra.
  pose proof (tanh_high (c * z)) as T.
  replace (- (c * z)) with (c * - z) in T by lra; rewrite relu_scale in T by exact C.
  apply (Rmult_le_reg_r c); [exact C|]; rewrite (Rmult_assoc _ (/ c) c), Rinv_l by lra; lra.
Qed.
Theorem small_sigmoid_below z : 1 / 2 + z / 4 - Rmax z 0 ^ 3 / 48 <= / (1 + exp (- z)).
Proof.
  rewrite sigmoid_from_tanh; pose proof (tanh_low (z / 2)) as T.
  replace (Rmax (z / 2) 0) with (/ 2 * Rmax z 0) in T by (rewrite <- relu_scale; [f_equal|]; lra).
  lra.
Qed.
Theorem small_sigmoid_above z : / (1 + exp (- z)) <= 1 / 2 + z / 4 + Rmax (- z) 0 ^ 3 / 48.
Proof.
  rewrite sigmoid_from_tanh; pose proof (tanh_high (z / 2)) as T.
  replace (Rmax (- (z / 2)) 0) with (/ 2 * Rmax (- z) 0) in T
    by (rewrite <- relu_scale; [f_equal|]; lra).
  lra.
Qed.

Theorem errors_of_a_layer (S L E c u v k : nat -> R) :
  E O = 0 -> L O = 0 -> S O = 0 -> forall n,
  (forall i, (i < n)%nat ->
     (v i - u i <= k i /\ u i - v i <= k i) /\ E (Datatypes.S i) = E i + Rabs (c i) * k i /\
     L (Datatypes.S i) = L i + c i * u i /\ S (Datatypes.S i) = S i + c i * v i) ->
  S n - L n <= E n /\ L n - S n <= E n.
Proof.
  intros E0 L0 S0 n go; induction n as [|n IH]; [lra|].
  destruct (go n (Nat.lt_succ_diag_r n)) as ((A & B) & -> & -> & ->).
  destruct IH as [I J]; [intros i Hi; apply go; lia|].
  unfold Rabs; destruct (Rcase_abs (c n)); split; nra.
Qed.

(** ** tanh stays between -1 and 1 *)
Theorem tanh_below_1 x : 1 - 2 * / (1 + exp (2 * x)) < 1.
Proof.
  pose proof (exp_pos (2 * x)).
  assert (0 < / (1 + exp (2 * x))) by (apply Rinv_0_lt_compat; lra); lra.
Qed.
Theorem tanh_above_minus_1 x : -1 < 1 - 2 * / (1 + exp (2 * x)).
Proof.
  pose proof (exp_pos (2 * x)).
  assert (/ (1 + exp (2 * x)) < / 1) by (apply Rinv_lt_contravar; lra); lra.
Qed.
