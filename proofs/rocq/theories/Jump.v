(** * A jump is out of reach uniformly, and not in the mean

    A function whose values left and right of a jump differ by little misses one of the two sides
    by half of the jump.  A ramp of two ReLUs is off by a triangle only, whose area is small. *)
From Coq Require Import QArith.
From NL Require Import Base Search Xor Pieces.
Local Open Scope nl_scope.

Theorem jump_costs_half (K : OrdField) (left right low high eps e : K) :
  right - left <= rat 2 * eps -> left - low <= e -> low - left <= e ->
  right - high <= e -> high - right <= e -> (high - low) * rat (1 # 2) - eps <= e.
Proof. intros; linear. Qed.

Theorem slope_takes_time (K : OrdField) (left right slope d e : K) :
  0 < d -> right - left <= slope * (d - - d) -> left <= e -> 1 - right <= e ->
  rat (1 # 2) - slope * d <= e.
Proof. intros; linear. Qed.

(** k x has the sign of x. *)
Lemma product_sign (K : OrdField) (k x : K) : 0 < k ->
  (0 < x /\ 0 < k * x) \/ (x = 0 /\ k * x = 0) \/ (x < 0 /\ k * x < 0).
Proof.
  intro P; destruct (sign K x) as [S|[->|S]]; [left | right; left | right; right];
    split; trivial; [now apply mul_pos | linear | linear |].
  assert (Q := mul_pos P S); linear.
Qed.

Theorem ramp_error_is_a_triangle (K : OrdField) (k x : K) : 0 < k ->
  abs (step x - (relu (k * x + rat (1 # 2)) - relu (k * x - rat (1 # 2))))
  = relu (rat (1 # 2) - k * abs x).
Proof.
  intro P; destruct (product_sign K k x P) as [[A B]|[[-> B]|[A B]]].
  - rewrite (step_above K x A), (abs_pos K x) by linear; cases; linear.
  - rewrite (step_below K 0), (abs_pos K 0), B by linear; cases; linear.
  - rewrite (step_below K x), (abs_neg K x) by linear; cases; linear.
Qed.

Theorem ramp_exact_elsewhere (K : OrdField) (k r x : K) :
  0 < k -> 1 <= rat 2 * k * r -> r <= abs x ->
  relu (k * x + rat (1 # 2)) - relu (k * x - rat (1 # 2)) = step x.
Proof.
  intros P A B; assert (C := mul_nonneg (lt_le P) (proj1 (le_sub) B)).
  destruct (product_sign K k x P) as [[D E]|[[-> E]|[D E]]].
  - rewrite (abs_pos K x) in C by linear; rewrite (step_above K x D); cases; linear.
  - rewrite (abs_pos K 0) in C by linear; linear.
  - rewrite (abs_neg K x) in C by linear; rewrite (step_below K x) by linear; cases; linear.
Qed.
