(** * Normalisation: batch, layer and RMS

    All of these divide by a square root.  These theorems are about Coq's real numbers
    and their square root, so they rest on the axioms of the real numbers.  The tool
    is [root_inv]: the inverse i of the root of a positive number a is the positive
    solution of a i^2 = 1. *)
From Coq Require Import Reals Lra.
Open Scope R_scope.

(** ** Batch normalisation *)
Theorem root_is_not_zero (e v : R) : 0 <= v -> 0 < e -> sqrt (v + e) * / sqrt (v + e) = 1.
Proof. intros V E; apply Rinv_r; pose proof (sqrt_lt_R0 (v + e)); lra. Qed.

(** While training, two samples 0 and x have the mean x/2 and the variance x^2/4, so that the
    larger is sent to x/2 divided by the root of x^2/4 + e. *)
Lemma root_inv (a : R) : 0 < a -> 0 < / sqrt a /\ a * (/ sqrt a * / sqrt a) = 1.
Proof.
  intro A; pose proof (sqrt_lt_R0 a A) as P; split; [now apply Rinv_0_lt_compat|].
  rewrite <- (sqrt_sqrt a) at 1 by lra; field; lra.
Qed.
Lemma pow2_pos (x : R) : x <> 0 -> 0 < x ^ 2.
Proof. intro N; rewrite <- Rsqr_pow2; now apply Rlt_0_sqr. Qed.
Theorem training_is_not_affine (e x : R) : 0 <= e -> x <> 0 ->
  2 * x / 2 * / sqrt ((2 * x) ^ 2 / 4 + e) <> 2 * (x / 2 * / sqrt (x ^ 2 / 4 + e)).
Proof.
  intros E N H.
  assert (S : 0 < x ^ 2) by now apply pow2_pos.
  destruct (root_inv ((2 * x) ^ 2 / 4 + e)) as [P I]; [lra|].
  destruct (root_inv (x ^ 2 / 4 + e)) as [Q J]; [lra|].
  set (i := / sqrt ((2 * x) ^ 2 / 4 + e)) in *; set (j := / sqrt (x ^ 2 / 4 + e)) in *.
  assert (D : i = j) by (apply (Rmult_eq_reg_l x); lra).
  rewrite D in I; pose proof (Rmult_lt_0_compat _ _ S (Rmult_lt_0_compat _ _ Q Q)); lra.
Qed.
Lemma root_of_square (y : R) : 0 <= y -> sqrt (y * y) = y.
Proof. exact (sqrt_square y). Qed.
Theorem training_keeps_a_plus (x : R) : 0 < x -> x / 2 * / sqrt (x ^ 2 / 4) = 1.
Proof.
  intro P; replace (x ^ 2 / 4) with (x / 2 * (x / 2)) by field.
  rewrite root_of_square by lra; field; lra.
Qed.
Theorem training_keeps_a_minus (x : R) : x < 0 -> x / 2 * / sqrt (x ^ 2 / 4) = -1.
Proof.
  intro P; replace (x ^ 2 / 4) with (- x / 2 * (- x / 2)) by field.
  rewrite root_of_square by lra; field; lra.
Qed.

(** ** RMSNorm computes XOR: p and q are the inverse roots for differences 0 and 1. *)
Theorem two_values (e : R) : 0 <= e ->
  / sqrt ((1 ^ 2 + 1) / 2 + e) < / sqrt ((0 ^ 2 + 1) / 2 + e).
Proof.
  intro E; apply Rinv_lt_contravar; [apply Rmult_lt_0_compat; apply sqrt_lt_R0; lra|].
  apply sqrt_lt_1; lra.
Qed.
Theorem equal_bits (e x : R) : 0 <= e ->
  (/ sqrt ((0 ^ 2 + 1) / 2 + e) - / sqrt (((x - x) ^ 2 + 1) / 2 + e))
  * / (/ sqrt ((0 ^ 2 + 1) / 2 + e) - / sqrt ((1 ^ 2 + 1) / 2 + e)) = 0.
Proof. intros _; replace (x - x) with 0 by ring; ring. Qed.
Theorem different_bits (e x y : R) : 0 <= e -> (x - y) ^ 2 = 1 ->
  (/ sqrt ((0 ^ 2 + 1) / 2 + e) - / sqrt (((x - y) ^ 2 + 1) / 2 + e))
  * / (/ sqrt ((0 ^ 2 + 1) / 2 + e) - / sqrt ((1 ^ 2 + 1) / 2 + e)) = 1.
Proof.
  intros E D; pose proof (two_values e E) as L; rewrite D in *.
  replace (1 ^ 2) with 1 in * by ring; apply Rinv_r; lra.
Qed.
