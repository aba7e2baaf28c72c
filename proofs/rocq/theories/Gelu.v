(** * GELU goes down and up: enough about its least value

    GELU is x * F x with the Gaussian distribution function F.  The theorems are about any
    numbers that satisfy what is known of F: chords and middles of its density, which is
    exp (- x^2 / 2) times a constant between 0.39894 and 0.39895.  Each exponential is enclosed
    between fractions ([Enclosures.v]); what is left is linear, or a polynomial in x. *)
From Coq Require Import QArith Reals Lra.
From NL Require Import Activations Enclosures.
Open Scope R_scope.

Ltac tangents :=       (* from below, at 0, 1/8, ..., 1: for chords *)
  below 9%nat (1 # 128)%Q (992217 # 1000000)%Q; below 9%nat (1 # 32)%Q (969233 # 1000000)%Q;
  below 9%nat (9 # 128)%Q (932102 # 1000000)%Q; below 9%nat (1 # 8)%Q (882496 # 1000000)%Q;
  below 9%nat (25 # 128)%Q (822577 # 1000000)%Q; below 9%nat (9 # 32)%Q (754839 # 1000000)%Q;
  below 9%nat (49 # 128)%Q (681940 # 1000000)%Q; below 9%nat (1 # 2)%Q (606530 # 1000000)%Q.

Theorem gelu_at_most f1 f2 f3 f4 f5 f6 f7 f8 :
  19947 / 800000 * (exp 0 + exp (- (1 / 128))) <= 1 / 2 - f1 ->
  19947 / 800000 * (exp (- (1 / 128)) + exp (- (1 / 32))) <= f1 - f2 ->
  19947 / 800000 * (exp (- (1 / 32)) + exp (- (9 / 128))) <= f2 - f3 ->
  19947 / 800000 * (exp (- (9 / 128)) + exp (- (1 / 8))) <= f3 - f4 ->
  19947 / 800000 * (exp (- (1 / 8)) + exp (- (25 / 128))) <= f4 - f5 ->
  19947 / 800000 * (exp (- (25 / 128)) + exp (- (9 / 32))) <= f5 - f6 ->
  19947 / 800000 * (exp (- (9 / 32)) + exp (- (49 / 128))) <= f6 - f7 ->
  19947 / 800000 * (exp (- (49 / 128)) + exp (- (1 / 2))) <= f7 - f8 ->
  f6 <= 227 / 1000 /\ f8 <= 159 / 1000.
Proof. rewrite exp_0; intros; tangents; lra. Qed.

Theorem gelu_value f1 f2 f3 f4 f5 f6 :
  1 / 2 - f1 <= 7979 / 160000 * exp (- (1 / 512)) ->
  f1 - f2 <= 7979 / 160000 * exp (- (9 / 512)) ->
  f2 - f3 <= 7979 / 160000 * exp (- (25 / 512)) ->
  f3 - f4 <= 7979 / 160000 * exp (- (49 / 512)) ->
  f4 - f5 <= 7979 / 160000 * exp (- (81 / 512)) ->
  f5 - f6 <= 7979 / 160000 * exp (- (121 / 512)) ->
  - (3 / 4) * f6 <= - (849 / 5000).
Proof.
  above 8%nat (1 # 512)%Q (998049 # 1000000)%Q; above 8%nat (9 # 512)%Q (982576 # 1000000)%Q;
  above 8%nat (25 # 512)%Q (952345 # 1000000)%Q; above 8%nat (49 # 512)%Q (908737 # 1000000)%Q;
  above 8%nat (81 # 512)%Q (853677 # 1000000)%Q; above 8%nat (121 # 512)%Q (789522 # 1000000)%Q.
  intros; lra.
Qed.

Theorem gelu_far_left f8 f9 f10 f11 f12 :
  f8 <= 159 / 1000 ->
  19947 / 400000 * exp (- (81 / 128)) <= f8 - f9 ->
  19947 / 400000 * exp (- (25 / 32)) <= f9 - f10 ->
  19947 / 400000 * exp (- (121 / 128)) <= f10 - f11 ->
  19947 / 400000 * exp (- (9 / 8)) <= f11 - f12 -> - (13 / 100) < - (3 / 2) * f12.
Proof.
  below 9%nat (81 # 128)%Q (5310 # 10000)%Q; below 9%nat (25 # 32)%Q (4578 # 10000)%Q.
  below 9%nat (121 # 128)%Q (3885 # 10000)%Q; below 9%nat (9 # 8)%Q (3246 # 10000)%Q.
  intros; lra.
Qed.

(** ** Nowhere less than -0.1705.  With P = exp (- x^2 / 2), which has bounds of its own: *)
Lemma power_high x : exp (- x ^ 2 / 2) * (1 + x ^ 2 / 2) <= 1.
Proof.
  pose proof (exp_ineq1_le (x ^ 2 / 2)) as T; pose proof (exp_inverse (x ^ 2 / 2)) as I.
  replace (- x ^ 2 / 2) with (- (x ^ 2 / 2)) by lra; pose proof (exp_pos (- (x ^ 2 / 2))); nra.
Qed.
(** the tangent at c, with b at most exp (- c) *)
Lemma power_low x b c :
  0 <= b <= exp (- c) -> 0 <= 1 + c - x ^ 2 / 2 -> b * (1 + c - x ^ 2 / 2) <= exp (- x ^ 2 / 2).
Proof.
  intros B L; pose proof (exp_ineq1_le (c - x ^ 2 / 2)) as T.
  replace (- x ^ 2 / 2) with (- c + (c - x ^ 2 / 2)) by lra; rewrite exp_plus.
  apply Rmult_le_compat; lra.
Qed.

Lemma up_to_three_quarters y p :
  0 <= y <= 3 / 4 ->
  p <= 227 / 1000 + (3 / 4 - y) * (7979 / 20000) * exp (- y ^ 2 / 2) -> y * p <= 341 / 2000.
Proof.
  intros Y P; pose proof (power_high y) as H; pose proof (exp_pos (- y ^ 2 / 2)) as E.
  set (e := exp (- y ^ 2 / 2)) in *.
  assert (A : y * p <= y * (227 / 1000 + (3 / 4 - y) * (7979 / 20000) * e))
    by (apply Rmult_le_compat_l; lra).
  assert (B : y * (3 / 4 - y) * (e * (1 + y ^ 2 / 2)) <= y * (3 / 4 - y) * 1).
  { apply Rmult_le_compat_l; [apply Rmult_le_pos; lra | exact H]. }
  (* a cubic in y is left *)
  assert (C : 0 <= 341 / 2000 * (1 + y ^ 2 / 2) - 227 / 1000 * y * (1 + y ^ 2 / 2)
                   - 7979 / 20000 * (y * (3 / 4 - y))).
  { pose proof (pow2_ge_0 (y - 731 / 1000)); nra. }
  apply Rnot_lt_le; intro F.
  assert (G : 0 < 1 + y ^ 2 / 2) by (pose proof (pow2_ge_0 y); lra).
  assert (D : 341 / 2000 < y * (227 / 1000 + (3 / 4 - y) * (7979 / 20000) * e)) by lra.
  apply (Rmult_lt_compat_r _ _ _ G) in D; lra.
Qed.
Theorem gelu_up_to_three_quarters x p :
  - (3 / 4) <= x -> x <= 0 ->
  p <= 227 / 1000 + (x - - (3 / 4)) * (7979 / 20000) * exp (- x ^ 2 / 2) ->
  - (341 / 2000) <= x * p.
Proof.
  intros L U P; pose proof (up_to_three_quarters (- x) p) as H.
  replace (- (- x) ^ 2 / 2) with (- x ^ 2 / 2) in H by field; lra.
Qed.

(** Further left P has to be large, since what stands in front of it is negative. *)
Theorem gelu_up_to_one x p :
  -1 <= x -> x <= - (3 / 4) ->
  p <= 227 / 1000 + (x - - (3 / 4)) * (19947 / 50000) * exp (- x ^ 2 / 2) ->
  - (341 / 2000) <= x * p.
Proof.
  intros L U P; below 9%nat (9 # 32)%Q (754839 # 1000000)%Q.
  assert (H : 754839 / 1000000 * (1 + 9 / 32 - x ^ 2 / 2) <= exp (- x ^ 2 / 2))
    by (apply power_low; [lra | nra]).
  set (e := exp (- x ^ 2 / 2)) in *.
  assert (A : (x + 3 / 4) * e <= (x + 3 / 4) * (754839 / 1000000 * (1 + 9 / 32 - x ^ 2 / 2)))
    by nra.
  assert (B : p <= 227 / 1000 +
    19947 / 50000 * ((x + 3 / 4) * (754839 / 1000000 * (1 + 9 / 32 - x ^ 2 / 2)))) by lra.
  assert (C : - x * p <= - x * (227 / 1000 +
    19947 / 50000 * ((x + 3 / 4) * (754839 / 1000000 * (1 + 9 / 32 - x ^ 2 / 2)))))
    by (apply Rmult_le_compat_l; lra).
  enough (- x * (227 / 1000 + 19947 / 50000 *
    ((x + 3 / 4) * (754839 / 1000000 * (1 + 9 / 32 - x ^ 2 / 2)))) <= 341 / 2000) by lra.
  (* a polynomial in z = -3/4 - x is left, where z is between 0 and 1/4 *)
  clear - L U; assert (Z : exists z, 0 <= z <= 1 / 4 /\ x = - (3 / 4) - z)
    by (exists (- (3 / 4) - x); lra); destruct Z as (z & Z & ->).
  assert (C : z ^ 3 <= z ^ 2 * (1 / 4)) by (pose proof (pow2_ge_0 z); nra).
  assert (D : z ^ 4 <= z ^ 2 * (1 / 16)) by (pose proof (pow2_ge_0 z); nra).
  pose proof (pow2_ge_0 (z - 153 / 10000)); lra.
Qed.

Theorem gelu_up_to_four_thirds x p :
  - (4 / 3) <= x -> x <= -1 ->
  p <= 159 / 1000 + (x - -1) * (19947 / 50000) * exp (- x ^ 2 / 2) ->
  - (341 / 2000) <= x * p.
Proof.
  intros L U P; below 9%nat (8 # 9)%Q (411 # 1000)%Q.
  assert (H : 411 / 1000 <= exp (- x ^ 2 / 2)).
  { apply Rle_trans with (1 := below); apply exp_mono; nra. }
  set (e := exp (- x ^ 2 / 2)) in *.
  assert (A : (x + 1) * e <= (x + 1) * (411 / 1000)) by nra.
  assert (B : p <= 159 / 1000 + 19947 / 50000 * ((x + 1) * (411 / 1000))) by lra.
  nra.
Qed.

Theorem gelu_beyond x p :
  x <= - (4 / 3) -> - x * p <= 7979 / 20000 * exp (- x ^ 2 / 2) -> - (341 / 2000) <= x * p.
Proof.
  intros U P; above 8%nat (8 # 9)%Q (412 # 1000)%Q.
  assert (H : exp (- x ^ 2 / 2) <= 412 / 1000).
  { apply Rle_trans with (2 := above); apply exp_mono; nra. }
  lra.
Qed.
