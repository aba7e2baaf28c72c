(** * Folding k times makes 2^k pieces; each corner asks a shallow network for a unit

    The tooth maps t and 1 - t to the same value, 2 t or 2 - 2 t.  So the k-fold tooth of x is t
    or 1 - t, where N x = j + t with N = 2^k, and j a whole number: the binary digits of x.  At
    each corner of this saw a network with one hidden layer needs a unit with its kink near by,
    and no unit serves two corners. *)
From Coq Require Import QArith.
From NL Require Import Base Search Xor Pieces.
Local Open Scope nl_scope.

(** The digits of x are step r; v is t or 1 - t as the last digit says. *)
Theorem saw_of_digits (K : OrdField) (x : K) (r v t j g N : nat -> K) n :
  0 <= x -> x <= 1 -> N 0%nat = 1 -> g 0%nat = 0 -> j 0%nat = 0 -> t 0%nat = x -> v 0%nat = x ->
  (forall i, (i < n)%nat ->
     0 <= rat 2 * t i - step (r i) /\ rat 2 * t i - step (r i) <= 1
     /\ N (S i) = rat 2 * N i /\ g (S i) = r i /\ j (S i) = rat 2 * j i + step (r i)
     /\ t (S i) = rat 2 * t i - step (r i) /\ v (S i) = tooth (v i)) ->
  v n = t n + step (g n) * (1 - rat 2 * t n) /\ N n * x = j n + t n /\ 0 <= t n /\ t n <= 1.
Proof.
  intros X0 X1 N0 G0 J0 T0 V0; induction n as [|n IH]; intro Step.
  - rewrite N0, G0, J0, T0, V0, step_below by apply le_refl; repeat split; linear.
  - destruct IH as (V & I & A & C); [intros i L; apply Step; lia|].
    destruct (Step n ltac:(lia)) as (D & E & -> & -> & -> & -> & ->); clear Step.
    split; [|repeat split; linear].
    assert (R : 0 <= v n /\ v n <= 1) by (cases; split; linear).
    destruct (tooth_cases K (v n) (proj1 R) (proj2 R)) as [[F ->]|[F ->]]; cases; linear.
Qed.

Theorem corner_bends (K : OrdField) (x : K) :
  x * x = x -> rat (1 # 2) - rat 2 * x + rat (1 # 2) <> 0.
Proof. intros I Z; assert (E : x = rat (1 # 2)) by linear; rewrite E in I; linear. Qed.

Lemma same_sign (K : OrdField) (l r : K) :
  0 <= l * r -> (0 <= l /\ 0 <= r) \/ (l <= 0 /\ r <= 0).
Proof.
  intro P; destruct (sign K l) as [L|[->|L]], (sign K r) as [R|[->|R]];
    try (left; split; linear); try (right; split; linear); exfalso;
    assert (Q := mul_pos L R); linear.
Qed.

Lemma opposite_sign (K : OrdField) (l r : K) :
  ~ 0 <= l * r -> (l < 0 /\ 0 < r) \/ (0 < l /\ r < 0).
Proof.
  intro P; destruct (sign K l) as [L|[E|L]], (sign K r) as [R|[F|R]];
    try (right; split; linear); try (left; split; linear);
    exfalso; apply P; try (rewrite E; linear); try (rewrite F; linear).
  - now apply lt_le, mul_pos.
  - assert (Q := mul_pos L R); linear.
Qed.

(** Where a unit's input does not change sign, its second difference is 0. *)
Lemma no_bend_without_a_kink (K : OrdField) (l r : K) :
  0 <= l * r -> relu r - rat 2 * relu ((l + r) * rat (1 # 2)) + relu l = 0.
Proof.
  intro P; destruct (same_sign K l r P) as [[L R]|[L R]];
    [rewrite !relu_pos by linear | rewrite !relu_neg by linear]; linear.
Qed.

Theorem straight_without_a_kink (K : OrdField) (c h p u : K) (w b v d : nat -> K) n :
  d 0%nat = u * (p + h) + c - rat 2 * (u * p + c) + (u * (p - h) + c) ->
  (forall i, (i < n)%nat ->
     0 <= (w i * (p - h) + b i) * (w i * (p + h) + b i)
     /\ d (S i) = d i + v i * (relu (w i * (p + h) + b i) - rat 2 * relu (w i * p + b i)
                                + relu (w i * (p - h) + b i))) ->
  d n = 0.
Proof.
  intro D; induction n as [|n IH]; intro Step; [rewrite D; linear|].
  destruct (Step n ltac:(lia)) as [P ->]; rewrite IH by (intros i L; apply Step; lia).
  apply no_bend_without_a_kink in P.
  replace ((w n * (p - h) + b n + (w n * (p + h) + b n)) * rat (1 # 2)) with (w n * p + b n) in P
    by linear.
  rewrite P; linear.
Qed.

(** The units of two corners p and q, at a distance of 2 h or more, are different. *)
Theorem one_kink_each (K : OrdField) (p q h w b : K) :
  0 <= h -> rat 2 * h <= q - p ->
  0 <= (w * (p - h) + b) * (w * (p + h) + b) \/ 0 <= (w * (q - h) + b) * (w * (q + h) + b).
Proof.
  intros H L; assert (Ordered : (0 <= w * h /\ 0 <= w * (q - p - rat 2 * h))
                                 \/ (0 <= - w * h /\ 0 <= - w * (q - p - rat 2 * h))).
  { destruct (le_or_lt 0 w); [left | right]; split; apply mul_nonneg; linear. }
  destruct (le_dec 0 ((w * (p - h) + b) * (w * (p + h) + b))) as [P|P]; [now left | right].
  assert (Kink := opposite_sign K _ _ P).
  destruct Ordered as [[A B]|[A B]], Kink as [[C D]|[C D]]; try (exfalso; linear).
  - apply mul_nonneg; linear.
  - assert (Q : 0 <= - (w * (q - h) + b) * - (w * (q + h) + b)) by (apply mul_nonneg; linear).
    linear.
Qed.

(** ** 2^k - 1 units and a skip connection suffice: z - 2 relu(z - 1) + 2 relu(z - 2) - ... *)
Theorem units_that_are_on (K : OrdField) (z : K) (U m s : nat -> K) n :
  U 0%nat = z -> m 0%nat = 0 -> s 0%nat = 1 ->
  (forall i, (i < n)%nat -> m i + 1 <= z
     /\ U (S i) = U i - rat 2 * s i * relu (z - (m i + 1)) /\ m (S i) = m i + 1
     /\ s (S i) = - s i) ->
  U n = s n * (z - m n) + (1 - s n) * rat (1 # 2).
Proof.
  intros U0 M0 S0; induction n as [|n IH]; intro Step; [rewrite U0, M0, S0; linear|].
  destruct (Step n ltac:(lia)) as (L & -> & -> & ->).
  rewrite IH by (intros i Li; apply Step; lia).
  rewrite relu_pos by linear; linear.
Qed.

Theorem units_that_are_off (K : OrdField) (z m : K) : z <= m -> relu (z - m) = 0.
Proof. intro L; apply relu_neg; linear. Qed.
