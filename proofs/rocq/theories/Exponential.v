(** * Sixteen chords of the exponential

    A chord of exp over [a, a + 1/16] is exp a (1 + 16 (x - a) (E - 1)) with E = exp (1/16).  It is
    above exp, since exp is above its tangents.  It is farthest above on the last piece, where exp
    has the slope of the chord, near r = 193/6144; the tangent there bounds the gap.  What numbers
    this gives follows from enclosures of E and of exp r to ten digits, by the series of exp. *)
From Coq Require Import Reals Lra Lia.
From NL Require Import Activations.
Open Scope R_scope.

Lemma exp_minus_series n x : 0 <= x <= 1 ->
  sum_f_R0 (tg_alt (fun i => / INR (fact i) * x ^ i)) (S (2 * n)) <= exp (- x).
Proof.
  intro X; apply alternated_series_ineq.
  - intro i; simpl fact; rewrite plus_INR, mult_INR.
    assert (F := INR_fact_lt_0 i); assert (I := pos_INR i); assert (P := pow_le x i (proj1 X)).
    replace (INR (fact i) + INR i * INR (fact i)) with ((1 + INR i) * INR (fact i)) by ring.
    rewrite Rinv_mult; simpl pow.
    assert (Q : / (1 + INR i) <= 1) by (rewrite <- Rinv_1; apply Rinv_le_contravar; lra).
    assert (Q0 : 0 < / (1 + INR i)) by (apply Rinv_0_lt_compat; lra).
    assert (G : 0 <= / INR (fact i) * x ^ i) by
      (apply Rmult_le_pos; [left; now apply Rinv_0_lt_compat | exact P]).
    replace (/ (1 + INR i) * / INR (fact i) * (x * x ^ i))
      with (/ (1 + INR i) * x * (/ INR (fact i) * x ^ i)) by ring.
    rewrite <- (Rmult_1_l (/ INR (fact i) * x ^ i)) at 2; apply Rmult_le_compat_r; [exact G|nra].
  - intros e P; destruct (cv_speed_pow_fact x e P) as [N H]; exists N; intros i L.
    specialize (H i L); now replace (/ INR (fact i) * x ^ i) with (x ^ i / INR (fact i)) by
      (unfold Rdiv; ring).
  - unfold exp; destruct (exist_exp (- x)) as [l H]; simpl; unfold exp_in, infinite_sum in H.
    intros e P; destruct (H e P) as [N M]; exists N; intros i L; specialize (M i L).
    rewrite (sum_eq _ (fun i => / INR (fact i) * (- x) ^ i)); [exact M|].
    intros j _; unfold tg_alt; replace (- x) with (-1 * x) by ring.
    rewrite Rpow_mult_distr; ring.
Qed.

Lemma exp_below x s : 0 <= x -> sum_f_R0 (fun i => / INR (fact i) * x ^ i) 5 = s -> s <= exp x.
Proof. intros X <-; now apply exp_series. Qed.
Lemma exp_above x s b : 0 <= x <= 1 ->
  sum_f_R0 (tg_alt (fun i => / INR (fact i) * x ^ i)) 5 = s -> 0 < s -> 1 <= s * b -> exp x <= b.
Proof.
  intros X E P B; assert (L := exp_minus_series 2 x X); simpl (S (2 * 2)) in L; rewrite E in L.
  assert (I := exp_inverse x); assert (Q := exp_pos x); assert (Q' := exp_pos (- x)); nra.
Qed.

Ltac by_series :=
  split; [eapply Rle_trans; [|apply exp_below; [lra | reflexivity]] |
          eapply exp_above; [lra | reflexivity | |]];
  unfold tg_alt; simpl; lra.
Lemma exp_16 : 1.0644944588 <= exp (1 / 16) <= 1.0644944591.
Proof. by_series. Qed.
Lemma exp_touch : 1.0319113481 <= exp (193 / 6144) <= 1.0319113482.
Proof. by_series. Qed.
Lemma exp_15_16 : 2.5535894 <= exp (15 / 16) <= 2.5535896.
Proof.
  replace (exp (15 / 16)) with (exp (1 / 16) ^ 15).
  - assert (I := exp_16); split.
    + apply Rle_trans with (1.0644944588 ^ 15); [lra | apply pow_incr; lra].
    + apply Rle_trans with (1.0644944591 ^ 15); [apply pow_incr; lra | lra].
  - simpl; rewrite Rmult_1_r, <- !exp_plus; f_equal; lra.
Qed.

(** ** The network: with every piece, one more unit brings the slope up to date *)
Theorem chords_network (x : R) (t v s : nat -> R) :
  s 0%nat = 1 + 16 * x * (exp (1 / 16) - 1) -> t 0%nat = 0 -> v 0%nat = exp 0 ->
  (forall i, s (S i) = s i + 16 * (v i * exp (1 / 16) - v i) * (exp (1 / 16) - 1)
                             * Rmax (x - t i - 1 / 16) 0
             /\ t (S i) = t i + 1 / 16 /\ v (S i) = v i * exp (1 / 16)) ->
  forall n, v n = exp (t n)
            /\ (t n <= x -> s n = v n * (1 + 16 * (x - t n) * (exp (1 / 16) - 1))).
Proof.
  intros S0 T0 V0 Step n; induction n as [|n [V I]].
  - rewrite S0, T0, V0, exp_0; split; [easy | intros; ring].
  - destruct (Step n) as (-> & -> & ->); split; [now rewrite V, exp_plus|].
    intro L; rewrite I by lra; rewrite Rmax_left by lra; field.
Qed.

(** ** Above the curve, by the tangent at x *)
Theorem chords_never_below (a x : R) : a <= x -> x <= a + 1 / 16 ->
  exp x <= exp a * (1 + 16 * (x - a) * (exp (1 / 16) - 1)).
Proof.
  intros A B; assert (L := exp_ineq1_le (a - x)); assert (U := exp_ineq1_le (a + 1 / 16 - x)).
  assert (P := exp_pos x).
  replace (exp a) with (exp x * exp (a - x)) by (rewrite <- exp_plus; f_equal; lra).
  assert (E : exp (a - x) * exp (1 / 16) = exp (a + 1 / 16 - x))
    by (rewrite <- exp_plus; f_equal; lra).
  set (l := 16 * (x - a)); assert (0 <= l <= 1) by (unfold l; lra).
  enough (1 <= exp (a - x) * (1 + l * (exp (1 / 16) - 1))) by nra.
  replace (exp (a - x) * (1 + l * (exp (1 / 16) - 1)))
    with ((1 - l) * exp (a - x) + l * (exp (a - x) * exp (1 / 16))) by ring.
  rewrite E.
  assert ((1 - l) * (1 + (a - x)) <= (1 - l) * exp (a - x)) by (apply Rmult_le_compat_l; lra).
  assert (l * (1 + (a + 1 / 16 - x)) <= l * exp (a + 1 / 16 - x))
    by (apply Rmult_le_compat_l; lra).
  unfold l in *; lra.
Qed.

(** ** At most 0.0012866 above it, by the tangent at r *)
Theorem chords_nearly (a x : R) : 0 <= a -> a <= 15 / 16 -> a <= x -> x <= a + 1 / 16 ->
  exp a * (1 + 16 * (x - a) * (exp (1 / 16) - 1)) - exp x <= 6433 / 5000000.
Proof.
  intros A0 A1 X0 X1; assert (C := exp_16); assert (T := exp_touch); assert (L := exp_15_16).
  assert (P := exp_pos a); assert (M : exp a <= exp (15 / 16)).
  { destruct A1 as [A1| ->]; [left; now apply exp_increasing | right; reflexivity]. }
  assert (U := exp_ineq1_le (x - a - 193 / 6144)).
  replace (exp x) with (exp a * (exp (193 / 6144) * exp (x - a - 193 / 6144)))
    by (rewrite <- !exp_plus; f_equal; lra).
  assert (Z : 0 <= x - a <= 1 / 16) by lra; set (z := x - a) in *; clearbody z.
  set (r := exp (193 / 6144)) in *; set (c := exp (1 / 16)) in *.
  assert (G : 1 + 16 * z * (c - 1) - r * exp (z - 193 / 6144) <= 0.000503839).
  { assert (r * (1 + (z - 193 / 6144)) <= r * exp (z - 193 / 6144)) by
      (apply Rmult_le_compat_l; lra).
    assert (z * (16 * (c - 1) - r) <= 1 / 16 * 0.0000000074) by
      (apply Rle_trans with (z * 0.0000000074); [apply Rmult_le_compat_l | ]; lra).
    lra. }
  replace (exp a * (1 + 16 * z * (c - 1)) - exp a * (r * exp (z - 193 / 6144)))
    with (exp a * (1 + 16 * z * (c - 1) - r * exp (z - 193 / 6144))) by ring.
  apply Rle_trans with (exp a * 0.000503839); [apply Rmult_le_compat_l; lra | lra].
Qed.

(** ** And nearly so much somewhere *)
Theorem chords_gap_attained : exists a x : R, a = 15 / 16 /\ a <= x /\ x <= 1
  /\ 2573 / 2000000 < exp a * (1 + 16 * (x - a) * (exp (1 / 16) - 1)) - exp x.
Proof.
  exists (15 / 16), (15 / 16 + 193 / 6144); repeat split; try lra.
  assert (C := exp_16); assert (T := exp_touch); assert (L := exp_15_16); rewrite exp_plus.
  replace (15 / 16 + 193 / 6144 - 15 / 16) with (193 / 6144) by lra.
  replace (exp (15 / 16) * (1 + 16 * (193 / 6144) * (exp (1 / 16) - 1))
           - exp (15 / 16) * exp (193 / 6144))
    with (exp (15 / 16) * (1 + 16 * (193 / 6144) * (exp (1 / 16) - 1) - exp (193 / 6144))) by ring.
  apply Rlt_le_trans with (2.5535894 * 0.00050381); [lra|].
  apply Rmult_le_compat; lra.
Qed.
