(** * Softplus, ln (1 + exp (c x)) / c, is a ReLU with a rounded corner

    It lies above ReLU, by at most ln 2 / c, which it reaches at 0 only, and by less and less
    further out.  On the right it is what it is on the left, plus x; so the left side is enough. *)
From Coq Require Import Reals Lra.
From NL Require Import Activations.
Open Scope R_scope.

Lemma ln_le x y : 0 < x -> x <= y -> ln x <= ln y.
Proof. intros P [L|<-]; [left; now apply ln_increasing | right; reflexivity]. Qed.
Lemma ln_at_most x y : 0 < x -> x <= exp y -> ln x <= y.
Proof. intros P L; rewrite <- (ln_exp y); now apply ln_le. Qed.
Lemma ln_more x y : exp y < x -> y < ln x.
Proof. intro L; rewrite <- (ln_exp y); apply ln_increasing; [apply exp_pos | exact L]. Qed.

Theorem softplus_reflected c x :
  0 < c -> ln (1 + exp (c * x)) * / c = x + ln (1 + exp (- c * x)) * / c.
Proof.
  intro C; pose proof (exp_pos (c * x)); pose proof (exp_pos (- c * x)).
  assert (E : 1 + exp (c * x) = exp (c * x) * (1 + exp (- c * x))).
  { replace (- c * x) with (- (c * x)) by lra; pose proof (exp_inverse (c * x)); lra. }
  rewrite E, ln_mult, ln_exp by lra; field; lra.
Qed.

Lemma under c y z : 0 < c -> z * c < y -> z < y * / c.
Proof.
  intros C L; apply (Rmult_lt_reg_r c); [exact C|].
  rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.

(** What holds for softplus on the left holds everywhere for its distance from ReLU. *)
Lemma softplus_sides (P : R -> Prop) c x :
  0 < c -> (forall y, y <= 0 -> P (ln (1 + exp (c * y)) * / c)) ->
  P (ln (1 + exp (c * x)) * / c - Rmax x 0).
Proof.
  intros C H; destruct (Rle_dec x 0) as [X|X].
  - rewrite Rmax_right by exact X; rewrite Rminus_0_r; now apply H.
  - rewrite Rmax_left by lra; rewrite softplus_reflected by exact C.
    replace (x + ln (1 + exp (- c * x)) * / c - x) with (ln (1 + exp (c * - x)) * / c)
      by (replace (c * - x) with (- c * x) by lra; lra).
    apply H; lra.
Qed.

Theorem softplus_above c x : 0 < c -> 0 < ln (1 + exp (c * x)) * / c - Rmax x 0.
Proof.
  intro C; apply (softplus_sides (fun v => 0 < v)); [exact C|]; intros y _.
  apply under; [exact C|]; rewrite Rmult_0_l; apply ln_more; rewrite exp_0.
  pose proof (exp_pos (c * y)); lra.
Qed.
Theorem softplus_at_most c x : 0 < c -> ln (1 + exp (c * x)) * / c - Rmax x 0 <= ln 2 * / c.
Proof.
  intro C; apply (softplus_sides (fun v => v <= ln 2 * / c)); [exact C|]; intros y Y.
  apply Rmult_le_compat_r; [left; now apply Rinv_0_lt_compat|].
  pose proof (exp_pos (c * y)); apply ln_le; [lra|].
  assert (exp (c * y) <= exp 0) by (destruct (Req_dec (c * y) 0) as [->|];
    [right; reflexivity | left; apply exp_increasing; nra]).
  rewrite exp_0 in *; lra.
Qed.
Theorem softplus_at_0 c : 0 < c -> ln (1 + exp (c * 0)) * / c - Rmax 0 0 = ln 2 * / c.
Proof.
  intro C; rewrite Rmult_0_r, exp_0, Rmax_left by lra; replace (1 + 1) with 2 by lra; lra.
Qed.
Theorem softplus_less_elsewhere c x :
  0 < c -> x <> 0 -> ln (1 + exp (c * x)) * / c - Rmax x 0 < ln 2 * / c.
Proof.
  intros C X.
  assert (less : forall y, y < 0 -> ln (1 + exp (c * y)) * / c < ln 2 * / c).
  { intros y Y; apply Rmult_lt_compat_r; [now apply Rinv_0_lt_compat|].
    pose proof (exp_pos (c * y)); apply ln_increasing; [lra|].
    assert (exp (c * y) < exp 0) by (apply exp_increasing; nra); rewrite exp_0 in *; lra. }
  destruct (Rle_dec x 0) as [L|L].
  - rewrite Rmax_right by exact L; rewrite Rminus_0_r; apply less; lra.
  - rewrite Rmax_left by lra; rewrite softplus_reflected by exact C.
    assert (Y : - x < 0) by lra; specialize (less (- x) Y).
    replace (- c * x) with (c * - x) by lra; lra.
Qed.
Theorem softplus_fades c x :
  0 < c -> ln (1 + exp (c * x)) * / c - Rmax x 0 <= exp (- c * Rabs x) * / c.
Proof.
  intro C.
  assert (tangent : forall y, ln (1 + exp y) <= exp y).
  { intro y; apply ln_at_most; [pose proof (exp_pos y); lra | apply exp_ineq1_le]. }
  assert (I : 0 <= / c) by (left; now apply Rinv_0_lt_compat).
  destruct (Rle_dec x 0) as [L|L].
  - rewrite Rmax_right, Rminus_0_r, Rabs_left1 by exact L.
    replace (- c * - x) with (c * x) by lra; apply Rmult_le_compat_r; [exact I | apply tangent].
  - rewrite Rmax_left, Rabs_right, softplus_reflected by lra.
    pose proof (Rmult_le_compat_r _ _ _ I (tangent (- c * x))); lra.
Qed.
