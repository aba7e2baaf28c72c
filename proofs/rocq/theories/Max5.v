(** * The largest of five numbers takes two hidden layers, and no third

    Write m_ij for the larger of x_i and x_j, which one layer makes.  Six larger maxima of sums of
    these, which a second layer makes, add up to the largest of all five numbers.  Twenty cases
    of the order of the numbers are enough to see it: in each, both sides are the same. *)
From Coq Require Import QArith.
From NL Require Import Base Search Xor Pieces.
Local Open Scope nl_scope.

Ltac chain n :=
  first [ assumption
        | lazymatch n with S ?m => eapply le_trans; [eassumption | chain m] end ].
(** Replace each maximum, those inside first, by the larger number; split where that is open. *)
Ltac settle :=
  repeat match goal with
  | |- context [maximum ?x ?y] =>
      plain_term x; plain_term y;
      first [ rewrite (maximum_right _ x y) by chain 3%nat
            | rewrite (maximum_left _ x y) by chain 3%nat
            | rewrite (maximum_right _ x y) by linear | rewrite (maximum_left _ x y) by linear
            | piece_of (maximum x y) (maximum_cases _ x y) ]
  end;
  linear.

Theorem largest_of_five (K : OrdField) (x0 x1 x2 x3 x4 : K) :
  let m := @maximum K in
  m (m (m x0 x4) (m x1 x2)) x3
  = m (m x0 x4) (m x1 x2) + m (m x1 x3) x4 * rat (1 # 2)
    + m (m x0 x2 + m x0 x3) (rat 2 * m x2 x3) * rat (1 # 4)
    + m (m x0 x3 + m x1 x3) (m x2 x3 + m x3 x4) * rat (1 # 2)
    + - m (m x0 x2 + m x1 x3) (m x1 x4 + m x2 x3) * rat (1 # 2)
    + - m (m x0 x2 + m x3 x4) (m x0 x3 + m x1 x4) * rat (1 # 2).
Proof.
  intro m; unfold m; clear m.
  pose proof (le_total K) as T.
  destruct (T x0 x2), (T x1 x4).
  - destruct (T x2 x3); [destruct (T x2 x4); [destruct (T x3 x4)|] | destruct (T x3 x4)]; settle.
  - destruct (T x1 x3); [destruct (T x1 x2); [destruct (T x2 x3)|] | destruct (T x2 x3)]; settle.
  - destruct (T x0 x3); [destruct (T x0 x4); [destruct (T x3 x4)|] | destruct (T x1 x3);
      [destruct (T x3 x4)|]]; settle.
  - destruct (T x0 x3); [destruct (T x0 x1); [destruct (T x1 x3)|] | destruct (T x1 x3)]; settle.
Qed.

Theorem larger_of_two (K : OrdField) (a b : K) :
  maximum a b = relu b - relu (- b) + relu (a - b).
Proof. cases; linear. Qed.
