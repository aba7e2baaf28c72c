(** * No single hidden layer of ReLUs computes max(0, x1, x2)

    Add up the values of a function f at six points with signs:

      L f = f(t,t) - f(-t,-t) - f(t,0) + f(-t,0) - f(0,t) + f(0,-t).

    It is 0 for affine f, at most |b| in size for a unit relu(w.x + b), whatever w and t are, and
    so at most the sum of all |v| |b| for any sum of units.  For max(0, x1, x2) it is -t, which is
    as large as you please. *)
From Coq Require Import QArith.
From NL Require Import Base Search Xor Pieces.
Local Open Scope nl_scope.

(** relu(z + b) - relu(b - z) is z, give or take at most b: it is z + b, 2 z or z - b. *)
Lemma odd_part (K : OrdField) (z b : K) : 0 <= b ->
  let c := relu (z + b) - relu (- z + b) - z in
  (b <= z /\ c = b) \/ (- b <= z /\ z <= b /\ c = z) \/ (z <= - b /\ c = - b).
Proof.
  intros B c; unfold c; destruct (le_or_lt b z) as [L|L];
    [left; rewrite relu_pos, relu_neg by linear; split; linear | right].
  destruct (le_or_lt z (- b)) as [G|G]; [right | left].
  - rewrite relu_neg, relu_pos by linear; split; linear.
  - rewrite !relu_pos by linear; repeat split; linear.
Qed.

Lemma abs_at_most (K : OrdField) (x y : K) : x <= y -> - y <= x -> abs x <= y.
Proof. intros; cases; linear. Qed.

Theorem one_unit_is_balanced (K : OrdField) (y1 y2 b : K) :
  abs (relu (y1 + y2 + b) - relu (- y1 + - y2 + b) - relu (y1 + 0 + b) + relu (- y1 + 0 + b)
       - relu (0 + y2 + b) + relu (0 + - y2 + b)) <= abs b.
Proof.
  assert (Bound : forall c : K, 0 <= c ->
    let s z := relu (z + c) - relu (- z + c) in
    s (y1 + y2) - s y1 - s y2 <= c /\ - c <= s (y1 + y2) - s y1 - s y2).
  { intros c C s; unfold s.
    assert (P := odd_part K (y1 + y2) c C); assert (Q := odd_part K y1 c C).
    assert (R := odd_part K y2 c C); cbv zeta in P, Q, R.
    set (p := relu (y1 + y2 + c) - _) in *; set (q := relu (y1 + c) - _) in *.
    set (r := relu (y2 + c) - _) in *; clearbody p q r; clear s.
    destruct P as [[? ?]|[(? & ? & ?)|[? ?]]], Q as [[? ?]|[(? & ? & ?)|[? ?]]],
      R as [[? ?]|[(? & ? & ?)|[? ?]]]; split; linear. }
  assert (Flip : forall x : K, relu x = relu (- x) + x) by (intro x; cases; linear).
  replace (y1 + 0 + b) with (y1 + b) by linear; replace (- y1 + 0 + b) with (- y1 + b) by linear.
  replace (0 + y2 + b) with (y2 + b) by linear; replace (0 + - y2 + b) with (- y2 + b) by linear.
  replace (- y1 + - y2 + b) with (- (y1 + y2) + b) by linear.
  destruct (le_or_lt 0 b) as [B|B].
  - destruct (Bound b B) as [U L]; rewrite (abs_pos K b B); apply abs_at_most; linear.
  - destruct (Bound (- b) ltac:(linear)) as [U L]; rewrite (abs_neg K b) by linear.
    rewrite (Flip (y1 + y2 + b)), (Flip (- (y1 + y2) + b)), (Flip (y1 + b)), (Flip (- y1 + b)),
      (Flip (y2 + b)), (Flip (- y2 + b)).
    replace (- (y1 + y2 + b)) with (- (y1 + y2) + - b) by linear.
    replace (- (- (y1 + y2) + b)) with (y1 + y2 + - b) by linear.
    replace (- (y1 + b)) with (- y1 + - b) by linear.
    replace (- (- y1 + b)) with (y1 + - b) by linear.
    replace (- (y2 + b)) with (- y2 + - b) by linear.
    replace (- (- y2 + b)) with (y2 + - b) by linear.
    apply abs_at_most; linear.
Qed.

Lemma product_at_most (K : OrdField) (v b q : K) : abs q <= abs b ->
  v * q <= abs v * abs b /\ - (v * q) <= abs v * abs b.
Proof.
  intro L; assert (A : q <= abs b /\ - q <= abs b) by
    (clear -L; destruct (abs_cases K q) as [[? E]|[? E]]; rewrite E in L; split; linear).
  destruct A as [A B]; destruct (abs_cases K v) as [[P ->]|[P ->]].
  - assert (C := mul_nonneg P (proj1 le_sub A)); assert (D := mul_nonneg P (proj1 le_sub B)).
    split; linear.
  - assert (N : 0 <= - v) by linear.
    assert (C := mul_nonneg N (proj1 le_sub A)); assert (D := mul_nonneg N (proj1 le_sub B)).
    split; linear.
Qed.

(** Start with an affine function; a unit with the balance q and the outer weight v adds v q. *)
Theorem all_units_are_balanced (K : OrdField) (u1 u2 c t : K) (v b q d total_bias : nat -> K) n :
  d 0%nat = u1 * t + u2 * t + c - (u1 * - t + u2 * - t + c) - (u1 * t + u2 * 0 + c)
            + (u1 * - t + u2 * 0 + c) - (u1 * 0 + u2 * t + c) + (u1 * 0 + u2 * - t + c) ->
  total_bias 0%nat = 0 ->
  (forall i, (i < n)%nat -> abs (q i) <= abs (b i) /\ d (S i) = d i + v i * q i
     /\ total_bias (S i) = total_bias i + abs (v i) * abs (b i)) ->
  d n <= total_bias n /\ - d n <= total_bias n.
Proof.
  intros D T; induction n as [|n IH]; intro Step; [rewrite D, T; split; linear|].
  destruct IH as [A B]; [intros i L; apply Step; lia|].
  destruct (Step n ltac:(lia)) as (L & -> & ->).
  destruct (product_at_most K (v n) (b n) (q n) L); split; linear.
Qed.

Theorem maximum_is_not_balanced (K : OrdField) (t : K) : 0 <= t ->
  maximum 0 (maximum t t) - maximum 0 (maximum (- t) (- t)) - maximum 0 (maximum t 0)
  + maximum 0 (maximum (- t) 0) - maximum 0 (maximum 0 t) + maximum 0 (maximum 0 (- t)) = - t.
Proof.
  intro T; rewrite (maximum_right K t t), (maximum_right K (- t) (- t)), (maximum_left K t 0),
    (maximum_right K (- t) 0), (maximum_right K 0 t), (maximum_left K 0 (- t)),
    (maximum_right K 0 0) by linear.
  rewrite ?(maximum_right K 0 t) by linear; linear.
Qed.

Theorem max_of_two_in_one_layer (K : OrdField) (x1 x2 : K) :
  maximum x1 x2 = relu (x1 - x2) + relu x2 - relu (- x2).
Proof. cases; linear. Qed.

(** ** The theorem: no width suffices.  A unit (v, w1, w2, b) is v relu(w1 x1 + w2 x2 + b). *)
Fixpoint plane_layer {K : OrdRing} (us : list (K * K * K * K)) (x1 x2 : K) : K :=
  match us with
  | [] => 0
  | (v, w1, w2, b) :: r => v * relu (w1 * x1 + w2 * x2 + b) + plane_layer r x1 x2
  end.
Fixpoint biases {K : OrdRing} (us : list (K * K * K * K)) : K :=
  match us with [] => 0 | (v, _, _, b) :: r => abs v * abs b + biases r end.
Definition balance {K : CRing} (f : K -> K -> K) (t : K) : K :=
  f t t - f (- t) (- t) - f t 0 + f (- t) 0 - f 0 t + f 0 (- t).

Lemma layer_balance (K : OrdField) (t : K) us :
  balance (plane_layer us) t <= biases us /\ - balance (plane_layer us) t <= biases us.
Proof.
  unfold balance; induction us as [|(((v & w1) & w2) & b) r [A B]]; cbn [plane_layer biases];
    [split; linear|].
  assert (U := one_unit_is_balanced K (w1 * t) (w2 * t) b).
  replace (- (w1 * t) + - (w2 * t) + b) with (w1 * - t + w2 * - t + b) in U by linear.
  replace (w1 * t + 0 + b) with (w1 * t + w2 * 0 + b) in U by linear.
  replace (- (w1 * t) + 0 + b) with (w1 * - t + w2 * 0 + b) in U by linear.
  replace (0 + w2 * t + b) with (w1 * 0 + w2 * t + b) in U by linear.
  replace (0 + - (w2 * t) + b) with (w1 * 0 + w2 * - t + b) in U by linear.
  apply (product_at_most K v) in U; destruct U; split; linear.
Qed.

Theorem max3_needs_two_hidden (K : OrdField) (us : list (K * K * K * K)) (u1 u2 c : K) :
  ~ forall x1 x2, plane_layer us x1 x2 + (u1 * x1 + u2 * x2 + c) = maximum 0 (maximum x1 x2).
Proof.
  intro E; set (t := biases us + 1).
  assert (T : 0 <= t).
  { destruct (layer_balance K 0 us); assert (balance (plane_layer us) 0 = 0)
      by (unfold balance; replace (- 0 : K) with (0 : K) by linear; linear).
    unfold t; linear. }
  assert (M := maximum_is_not_balanced K t T); rewrite <- !E in M.
  destruct (layer_balance K t us) as [A B]; unfold balance in A, B; unfold t in *; linear.
Qed.
