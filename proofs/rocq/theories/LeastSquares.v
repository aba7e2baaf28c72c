(** * The best affine fit is a constant, by Pythagoras' theorem

    The mean squared error of f(x) = w1 x1 + w2 x2 + b is the least one plus the mean of
    (f - c)^2, where c is the mean of the labels.  So it is the least one only for f = c. *)
From Coq Require Import QArith.
From NL Require Import Base Search Pieces.
Local Open Scope nl_scope.

(** The sum of (f(x1, x2) - v)^2 over points (x1, x2) with their labels v. *)
Fixpoint squared_errors {K : CRing} (w1 w2 b : K) (table : list (K * K * K)) : K :=
  match table with
  | [] => 0
  | (x1, x2, v) :: r =>
      (w1 * x1 + w2 * x2 + b - v) * (w1 * x1 + w2 * x2 + b - v) + squared_errors w1 w2 b r
  end.

Lemma squares_vanish (K : OrdField) (x y : K) : x * x + y * y = 0 -> x = 0 /\ y = 0.
Proof.
  intro E; assert (X := square_nonneg K x); assert (Y := square_nonneg K y).
  split; [destruct (no_zero_divisors K x x) | destruct (no_zero_divisors K y y)]; trivial; linear.
Qed.

(** ** XOR: the errors of 1/2 are orthogonal to all affine functions *)
Theorem xor_loss_at_least (K : OrdField) (w1 w2 b : K) :
  rat (1 # 4) <= squared_errors w1 w2 b [(0, 0, 0); (0, 1, 1); (1, 0, 1); (1, 1, 0)] * rat (1
  # 4).
Proof.
  assert (A := square_nonneg K w1); assert (B := square_nonneg K w2).
  assert (C := square_nonneg K (w1 + w2 + rat 2 * b - 1)); simpl; linear.
Qed.

Theorem xor_loss_attained (K : OrdField) :
  exists w1 w2 b : K, squared_errors w1 w2 b [(0, 0, 0); (0, 1, 1); (1, 0, 1); (1, 1, 0)] *
  rat (1 # 4) = rat (1 # 4).
Proof. exists 0, 0, (rat (1 # 2)); simpl; linear. Qed.

Theorem xor_best_w1 (K : OrdField) (w1 w2 b : K) :
  squared_errors w1 w2 b [(0, 0, 0); (0, 1, 1); (1, 0, 1); (1, 1, 0)] * rat (1 # 4) = rat (1 #
  4) -> w1 = 0.
Proof.
  simpl; intro E; set (z := w1 + w2 + rat 2 * b - 1).
  assert (A := square_nonneg K w1); assert (B := square_nonneg K w2).
  assert (C := square_nonneg K z).
  destruct (squares_vanish K w1 w2) as [-> ->]; [unfold z in *; linear|].
  destruct (squares_vanish K z 0) as [D _]; unfold z in *; linear.
Qed.

Theorem xor_best_w2 (K : OrdField) (w1 w2 b : K) :
  squared_errors w1 w2 b [(0, 0, 0); (0, 1, 1); (1, 0, 1); (1, 1, 0)] * rat (1 # 4) = rat (1 #
  4) -> w2 = 0.
Proof.
  simpl; intro E; set (z := w1 + w2 + rat 2 * b - 1).
  assert (A := square_nonneg K w1); assert (B := square_nonneg K w2).
  assert (C := square_nonneg K z).
  destruct (squares_vanish K w1 w2) as [-> ->]; [unfold z in *; linear|].
  destruct (squares_vanish K z 0) as [D _]; unfold z in *; linear.
Qed.

Theorem xor_best_b (K : OrdField) (w1 w2 b : K) :
  squared_errors w1 w2 b [(0, 0, 0); (0, 1, 1); (1, 0, 1); (1, 1, 0)] * rat (1 # 4) = rat (1 #
  4) -> b = rat (1 # 2).
Proof.
  simpl; intro E; set (z := w1 + w2 + rat 2 * b - 1).
  assert (A := square_nonneg K w1); assert (B := square_nonneg K w2).
  assert (C := square_nonneg K z).
  destruct (squares_vanish K w1 w2) as [-> ->]; [unfold z in *; linear|].
  destruct (squares_vanish K z 0) as [D _]; unfold z in *; linear.
Qed.

(** ** Circles in stars: both have their centre of gravity at 0 *)
Theorem circles_loss_at_least (K : OrdField) (w1 w2 b : K) :
  rat (40 # 169) <= squared_errors w1 w2 b [(0, 0, 1); (1, 0, 1); (0, 1, 1); (- (1), 0, 1);
  (0, - (1), 1); (rat 3, 0, 0); (rat 2, rat 2, 0); (0, rat 3, 0); (rat (-2), rat 2, 0); (rat
  (-3), 0, 0); (rat (-2), rat (-2), 0); (0, rat (-3), 0); (rat 2, rat (-2), 0)] * rat (1 # 13).
Proof.
  assert (A := square_nonneg K w1); assert (B := square_nonneg K w2).
  assert (C := square_nonneg K (rat 13 * b - rat 5)); simpl; linear.
Qed.

Theorem circles_loss_attained (K : OrdField) :
  exists w1 w2 b : K, squared_errors w1 w2 b [(0, 0, 1); (1, 0, 1); (0, 1, 1); (- (1), 0, 1);
  (0, - (1), 1); (rat 3, 0, 0); (rat 2, rat 2, 0); (0, rat 3, 0); (rat (-2), rat 2, 0); (rat
  (-3), 0, 0); (rat (-2), rat (-2), 0); (0, rat (-3), 0); (rat 2, rat (-2), 0)] * rat (1 # 13)
  = rat (40 # 169).
Proof. exists 0, 0, (rat (5 # 13)); simpl; linear. Qed.

Theorem circles_best_w1 (K : OrdField) (w1 w2 b : K) :
  squared_errors w1 w2 b [(0, 0, 1); (1, 0, 1); (0, 1, 1); (- (1), 0, 1); (0, - (1), 1); (rat
  3, 0, 0); (rat 2, rat 2, 0); (0, rat 3, 0); (rat (-2), rat 2, 0); (rat (-3), 0, 0); (rat
  (-2), rat (-2), 0); (0, rat (-3), 0); (rat 2, rat (-2), 0)] * rat (1 # 13) = rat (40 # 169)
  -> w1 = 0.
Proof.
  simpl; intro E; set (z := rat 13 * b - rat 5).
  assert (A := square_nonneg K w1); assert (B := square_nonneg K w2).
  assert (C := square_nonneg K z).
  destruct (squares_vanish K w1 w2) as [-> ->]; [unfold z in *; linear|].
  destruct (squares_vanish K z 0) as [D _]; unfold z in *; linear.
Qed.

Theorem circles_best_w2 (K : OrdField) (w1 w2 b : K) :
  squared_errors w1 w2 b [(0, 0, 1); (1, 0, 1); (0, 1, 1); (- (1), 0, 1); (0, - (1), 1); (rat
  3, 0, 0); (rat 2, rat 2, 0); (0, rat 3, 0); (rat (-2), rat 2, 0); (rat (-3), 0, 0); (rat
  (-2), rat (-2), 0); (0, rat (-3), 0); (rat 2, rat (-2), 0)] * rat (1 # 13) = rat (40 # 169)
  -> w2 = 0.
Proof.
  simpl; intro E; set (z := rat 13 * b - rat 5).
  assert (A := square_nonneg K w1); assert (B := square_nonneg K w2).
  assert (C := square_nonneg K z).
  destruct (squares_vanish K w1 w2) as [-> ->]; [unfold z in *; linear|].
  destruct (squares_vanish K z 0) as [D _]; unfold z in *; linear.
Qed.

Theorem circles_best_b (K : OrdField) (w1 w2 b : K) :
  squared_errors w1 w2 b [(0, 0, 1); (1, 0, 1); (0, 1, 1); (- (1), 0, 1); (0, - (1), 1); (rat
  3, 0, 0); (rat 2, rat 2, 0); (0, rat 3, 0); (rat (-2), rat 2, 0); (rat (-3), 0, 0); (rat
  (-2), rat (-2), 0); (0, rat (-3), 0); (rat 2, rat (-2), 0)] * rat (1 # 13) = rat (40 # 169)
  -> b = rat (5 # 13).
Proof.
  simpl; intro E; set (z := rat 13 * b - rat 5).
  assert (A := square_nonneg K w1); assert (B := square_nonneg K w2).
  assert (C := square_nonneg K z).
  destruct (squares_vanish K w1 w2) as [-> ->]; [unfold z in *; linear|].
  destruct (squares_vanish K z 0) as [D _]; unfold z in *; linear.
Qed.
