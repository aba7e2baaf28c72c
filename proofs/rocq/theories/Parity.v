(** * Parity: the sums that show its order

    Parity of n bits is the sign of no polynomial of degree < n: the sum of chi(x) p(x) over all x,
    with chi(x) = 1 or -1 for an even or odd number of ones, is 0 for each such p, since some
    input is missing in each of its products.  Here are the six sums on which the argument rests,
    each taken in as many steps as one likes; a step's numbers are the entries of a list. *)
From NL Require Import Base Search.
Local Open Scope nl_scope.

(** What holds at the start, and stays true in each step, holds after all steps. *)
Lemma fold_invariant {A S} (P : A -> Prop) (f : A -> S -> A) (steps : list S) : forall a,
  P a -> (forall a s, In s steps -> P a -> P (f a s)) -> P (fold_left f steps a).
Proof.
  induction steps as [|s r IH]; simpl; intros a H step; [exact H|].
  apply IH; [apply step; auto | intros b t I; apply step; auto].
Qed.

Section Parity.
Variable K : OrdField.
Add Ring Kring : (ring_ax K).
Notation two := (1 + 1 : K).

Lemma bit_cases (e : K) : e * e = e -> e = 0 \/ e = 1.
Proof.
  intro E; assert (Z : e * (e - 1) = 0) by linear.
  destruct (no_zero_divisors K _ _ Z); [left | right]; linear.
Qed.

(** T: the sum of chi times a product, one input after the other; m counts the missing ones. *)
Theorem monomials (steps : list K) : (forall e, In e steps -> e * e = e) ->
  let (T, m) := fold_left (fun (s : K * K) e => ((1 - e) * fst s - fst s, snd s + (1 - e)))
                          steps (1, 0) in
  m * T = 0 /\ 0 <= m.
Proof.
  intro H; apply (fold_invariant (fun s : K * K => let (T, m) := s in m * T = 0 /\ 0 <= m)).
  - split; linear.
  - intros [T m] e I [E M]; simpl; destruct (bit_cases e (H e I)) as [-> | ->]; split; linear.
Qed.

(** A: any sum of multiples c T of such sums with m >= 1. *)
Theorem polynomials (steps : list (K * K * K)) :
  (forall c m T, In (c, m, T) steps -> m * T = 0 /\ 1 <= m) ->
  fold_left (fun (A : K) s => A + fst (fst s) * snd s) steps 0 = 0.
Proof.
  intro H; apply (fold_invariant (fun A : K => A = 0)); [reflexivity|].
  intros A [[c m] T] I ->; simpl; destruct (H c m T I) as [E M].
  destruct (no_zero_divisors K _ _ E) as [Z0|Z0]; [exfalso; linear | rewrite Z0; linear].
Qed.

(** A: the values f at the points with label y = 1, less the others; k counts the labels 1. *)
Theorem signs (M : K) (steps : list (K * K)) : 0 < M ->
  (forall y f, In (y, f) steps -> y * y = y /\ M * y <= (two * y - 1) * f) ->
  let (A, k) := fold_left (fun (s t : K * K) => (fst s + (two * fst t - 1) * snd t, snd s + fst t))
                          steps (0, 0) in
  M * k <= A.
Proof.
  intros P H; apply (fold_invariant (fun s : K * K => let (A, k) := s in M * k <= A)); [linear|].
  intros [A k] [y f] I L; simpl; destruct (H y f I) as [_ G]; linear.
Qed.

(** v: the indicator of y at x, one factor after the other; d counts where they differ. *)
Theorem indicators (steps : list (K * K)) :
  (forall x y, In (x, y) steps -> x * x = x /\ y * y = y) ->
  let (v, d) := fold_left
    (fun (s t : K * K) => (fst s * ((two * snd t - 1) * fst t + (1 - snd t)),
                 snd s + (fst t - snd t) * (fst t - snd t))) steps (1, 0) in
  d * v = 0 /\ v * v = v /\ 1 <= d + v.
Proof.
  intro H; assert (N : forall v d : K, d * v = 0 /\ v * v = v /\ 1 <= d + v ->
                       (v = 0 /\ 1 <= d) \/ (v = 1 /\ d = 0)).
  { intros v d (E & F & L); destruct (bit_cases v F) as [-> | ->]; [left | right]; split; linear. }
  apply (fold_invariant (fun s : K * K => let (v, d) := s in d * v = 0 /\ v * v = v /\ 1 <= d + v)).
  - repeat split; linear.
  - intros [v d] [x y] I J; simpl; destruct (H x y I) as [X Y].
    destruct (bit_cases x X) as [-> | ->], (bit_cases y Y) as [-> | ->];
      destruct (N v d J) as [[-> L] | [-> ->]]; repeat split; linear.
Qed.

(** A: b for each e = 1 and -a for each e = 0; k and m count them. *)
Theorem balance (a b : K) (steps : list K) :
  let '(A, k, m) := fold_left
    (fun (s : K * K * K) e => (fst (fst s) + e * b - (1 - e) * a,
                               snd (fst s) + e, snd s + (1 - e))) steps (0, 0, 0) in
  A = b * k - a * m.
Proof.
  apply (fold_invariant (fun s : K * K * K => let '(A, k, m) := s in A = b * k - a * m)); [linear|].
  intros [[A k] m] e _ E; simpl; linear.
Qed.
End Parity.

(** t: the coefficient of an indicator at the product of all inputs; it is chi, up to a sign. *)
Section Ring.
Variable K : CRing.
Add Ring Kring' : (ring_ax K).
Theorem top_coefficient (steps : list K) :
  let '(t, q, s) := fold_left
    (fun (z : K * K * K) y => (fst (fst z) * ((1 + 1) * y - 1),
                               snd (fst z) * (1 - (1 + 1) * y), - snd z)) steps (1, 1, 1) in
  t = s * q.
Proof.
  apply (fold_invariant (fun z : K * K * K => let '(t, q, s) := z in t = s * q)); [ring|].
  intros [[t q] s] y _ E; simpl; rewrite E; ring.
Qed.
End Ring.
