(** * One SiLU unit is XOR, after rescaling

    silu z = z / (1 + exp(-z)).  Let a = ln(1 + sqrt 2), so that exp a = 1 + sqrt 2.  Then silu has
    one value at -2a and at -a, and a smaller one half-way: for e = exp(a/2) it is to be shown that
    1 + e^3 < (3/2)(2 + sqrt 2), and (e^3)^2 = (1 + sqrt 2)^3 = 7 + 5 sqrt 2 is less than
    (2 + (3/2) sqrt 2)^2 = 17/2 + 6 sqrt 2. *)
From Coq Require Import Reals Lra.
Local Open Scope R_scope.

Lemma root : 0 < sqrt 2 /\ sqrt 2 * sqrt 2 = 2.
Proof. split; [apply sqrt_lt_R0; lra | apply sqrt_sqrt; lra]. Qed.
Lemma exp_of_a : exp (ln (1 + sqrt 2)) = 1 + sqrt 2.
Proof. destruct root; apply exp_ln; lra. Qed.
Lemma a_pos : 0 < ln (1 + sqrt 2).
Proof. destruct root; rewrite <- ln_1; apply ln_increasing; lra. Qed.

Theorem silu_at_0 (x : R) :
  (ln (1 + sqrt 2) / 2 * (x + - x) - 2 * ln (1 + sqrt 2))
  * / (1 + exp (- (ln (1 + sqrt 2) / 2 * (x + - x) - 2 * ln (1 + sqrt 2))))
  = - ln (1 + sqrt 2) * / (2 + sqrt 2).
Proof.
  destruct root as [P S]; assert (E := exp_of_a); set (a := ln (1 + sqrt 2)) in *.
  replace (a / 2 * (x + - x) - 2 * a) with (- (2 * a)) by field.
  replace (- - (2 * a)) with (a + a) by ring; rewrite exp_plus, E.
  replace (1 + (1 + sqrt 2) * (1 + sqrt 2)) with (2 * (2 + sqrt 2)) by lra.
  field; lra.
Qed.

Theorem silu_at_2 (x : R) :
  (ln (1 + sqrt 2) / 2 * (x + (2 - x)) - 2 * ln (1 + sqrt 2))
  * / (1 + exp (- (ln (1 + sqrt 2) / 2 * (x + (2 - x)) - 2 * ln (1 + sqrt 2))))
  = - ln (1 + sqrt 2) * / (2 + sqrt 2).
Proof.
  destruct root as [P S]; assert (E := exp_of_a); set (a := ln (1 + sqrt 2)) in *.
  replace (a / 2 * (x + (2 - x)) - 2 * a) with (- a) by field.
  replace (- - a) with a by ring; rewrite E.
  now replace (1 + (1 + sqrt 2)) with (2 + sqrt 2) by ring.
Qed.

Theorem silu_at_1 (x : R) :
  (ln (1 + sqrt 2) / 2 * (x + (1 - x)) - 2 * ln (1 + sqrt 2))
  * / (1 + exp (- (ln (1 + sqrt 2) / 2 * (x + (1 - x)) - 2 * ln (1 + sqrt 2))))
  < - ln (1 + sqrt 2) * / (2 + sqrt 2).
Proof.
  destruct root as [P S]; assert (E := exp_of_a); assert (A := a_pos).
  set (a := ln (1 + sqrt 2)) in *; set (r := sqrt 2) in *.
  replace (a / 2 * (x + (1 - x)) - 2 * a) with (- (3 / 2 * a)) by field.
  replace (- - (3 / 2 * a)) with (a + a / 2) by field; rewrite exp_plus, E.
  assert (H : exp (a / 2) * exp (a / 2) = 1 + r).
  { rewrite <- exp_plus, <- E; f_equal; field. }
  set (c := (1 + r) * exp (a / 2)) in *; assert (C : 0 < c).
  { apply Rmult_lt_0_compat; [lra | apply exp_pos]. }
  assert (Q : c * c = 7 + 5 * r).
  { unfold c; replace ((1 + r) * exp (a / 2) * ((1 + r) * exp (a / 2)))
      with ((1 + r) * (1 + r) * (exp (a / 2) * exp (a / 2))) by ring.
    rewrite H; replace ((1 + r) * (1 + r)) with (3 + 2 * r) by lra.
    replace ((3 + 2 * r) * (1 + r)) with (3 + 5 * r + 2 * (r * r)) by ring; lra. }
  assert (B : c < 2 + 3 / 2 * r).
  { apply Rnot_le_lt; intro G.
    assert (G2 : (2 + 3 / 2 * r) * (2 + 3 / 2 * r) <= c * c) by (apply Rmult_le_compat; lra).
    replace ((2 + 3 / 2 * r) * (2 + 3 / 2 * r)) with (4 + 6 * r + 9 / 4 * (r * r)) in G2 by field.
    lra. }
  replace (- (3 / 2 * a) * / (1 + c)) with (- (a * (3 / 2 * / (1 + c)))) by ring.
  replace (- a * / (2 + r)) with (- (a * / (2 + r))) by ring.
  apply Ropp_lt_contravar, Rmult_lt_compat_l; [exact A|].
  apply (Rmult_lt_reg_r ((1 + c) * (2 + r))); [apply Rmult_lt_0_compat; lra|].
  replace (/ (2 + r) * ((1 + c) * (2 + r))) with (1 + c) by (field; lra).
  replace (3 / 2 * / (1 + c) * ((1 + c) * (2 + r))) with (3 / 2 * (2 + r)) by (field; lra); lra.
Qed.
