(** * Networks of one input, one connection after the other

    Follow a network at a point x: s is the sum of the unit at hand, and g x + k the straight
    line that belongs to it.  Each step adds a connection: it has the weight w, and comes from the
    input or from a unit that was computed earlier, with the line m x + c.  The unit goes on
    (p = 1), or a new one begins (p = 0).  E adds up the squares of all differences between units
    and their lines, so it stays 0 as long as each unit is on its line.

    A ReLU keeps its line or replaces it by 0, as the line's sign says, and far out that sign does
    not change.  So a ReLU network is straight far out, and misses the sine there. *)
From Coq Require Import QArith.
From NL Require Import Base Search Xor Pieces.
Local Open Scope nl_scope.

Lemma square_at_most_zero (K : OrdField) (d : K) : d * d <= 0 -> d = 0.
Proof.
  intro L; destruct (sign K d) as [P|[Z|P]]; [exfalso | exact Z | exfalso];
    assert (Q := mul_pos P P); linear.
Qed.

(** ** ReLU: the line, or 0 *)
Theorem relu_network_on_its_lines (K : OrdField) (x : K) (w a m c b p q s g k E : nat -> K) n :
  s 0%nat = 0 -> g 0%nat = 0 -> k 0%nat = 0 -> E 0%nat = 0 ->
  (forall i, (i < n)%nat ->
     let d := a i - m i * x - c i in
     let line := (g i + w i * m i) * x + k i + w i * c i + b i in
     let off := relu (s i + w i * a i + b i) - step (q i) * line in
     d * d <= E i /\ 0 <= (rat 2 * step (q i) - 1) * line
     /\ E (S i) = E i + off * off /\ g (S i) = p i * (g i + w i * m i)
     /\ k (S i) = p i * (k i + w i * c i + b i) /\ s (S i) = p i * (s i + w i * a i + b i)) ->
  s n = g n * x + k n /\ E n = 0.
Proof.
  intros S0 G0 K0 E0; induction n as [|n IH]; intro Step.
  - rewrite S0, G0, K0, E0; split; linear.
  - destruct IH as [I Z]; [intros i L; apply Step; lia|].
    destruct (Step n ltac:(lia)) as (D & Side & -> & -> & -> & ->); cbv zeta in *.
    rewrite Z in D; apply square_at_most_zero in D.
    replace (a n) with (m n * x + c n) in * by linear; rewrite I, Z.
    split; [linear|].
    replace (relu _) with (step (q n) * ((g n + w n * m n) * x + k n + w n * c n + b n));
      [linear|].
    replace (g n * x + k n + w n * (m n * x + c n) + b n)
      with ((g n + w n * m n) * x + k n + w n * c n + b n) by linear.
    cases; linear.
Qed.

(** A line g x + k with g <> 0 keeps its sign where g (g x + k) >= 0. *)
Theorem one_sign_beyond_the_kink (K : OrdField) (g k x y : K) :
  g <> 0 -> 0 <= g * (g * x + k) -> 0 <= g * (g * y + k) -> 0 <= (g * x + k) * (g * y + k).
Proof.
  intros N A B; apply not_lt_le; intro L.
  assert (G : 0 < g * g).
  { destruct (sign K g) as [P|[P|P]]; [now apply mul_pos | contradiction |].
    assert (Q := mul_pos P P); linear. }
  assert (P := mul_nonneg A B).
  assert (Q : 0 < (g * g) * (0 - (g * x + k) * (g * y + k))) by (apply mul_pos; linear).
  linear.
Qed.

Theorem three_points_miss_a_line (K : OrdField) (g k x d e : K) :
  1 - (g * x + k) <= e -> g * (x + d) + k - - (1) <= e -> 1 - (g * (x + rat 2 * d) + k) <= e ->
  1 <= e.
Proof. intros; linear. Qed.

(** ** An activation that leaves z alone, but for 0, which becomes 1 *)
Theorem no_network_bends (K : OrdField) (x : K) (w m c d b p q s g k E : nat -> K) n :
  s 0%nat = 0 -> g 0%nat = 0 -> k 0%nat = 0 -> E 0%nat = 0 ->
  (forall i, (i < n)%nat ->
     let z := s i + w i * (m i * x + c i + d i) + b i in
     let line := (g i + w i * m i) * x + k i + w i * c i + b i in
     let off := z + (1 - step z - step (- z)) - (line + (1 - step (q i))) in
     d i * d i <= E i /\ (1 - step (q i)) * (g i + w i * m i) = 0
     /\ (1 - step (q i)) * (k i + w i * c i + b i) = 0 /\ line + (1 - step (q i)) <> 0
     /\ E (S i) = E i + off * off /\ g (S i) = p i * (g i + w i * m i)
     /\ k (S i) = p i * (k i + w i * c i + b i) /\ s (S i) = p i * z) ->
  s n = g n * x + k n /\ E n = 0.
Proof.
  intros S0 G0 K0 E0; induction n as [|n IH]; intro Step.
  - rewrite S0, G0, K0, E0; split; linear.
  - destruct IH as [I Z]; [intros i L; apply Step; lia|].
    destruct (Step n ltac:(lia)) as (D & A & B & N & -> & -> & -> & ->); cbv zeta in *.
    rewrite Z in D; apply square_at_most_zero in D; rewrite D, I, Z in *; clear D I Z Step.
    set (line := (g n + w n * m n) * x + k n + w n * c n + b n) in *.
    replace (g n * x + k n + w n * (m n * x + c n + 0) + b n) with line by (unfold line; linear).
    split; [unfold line; linear|].
    assert (C : (1 - step (q n)) * line = 0).
    { transitivity ((1 - step (q n)) * (g n + w n * m n) * x
                    + (1 - step (q n)) * (k n + w n * c n + b n)); [unfold line; linear|].
      rewrite A, B; linear. }
    clearbody line; clear A B.
    cases; try (exfalso; apply N; linear); try linear.
Qed.

Theorem sigma_is_no_line (K : OrdField) : exists x r : K,
  x - r + (1 - step (x - r) - step (- (x - r))) + (x + r + (1 - step (x + r) - step (- (x + r))))
  <> rat 2 * (x + (1 - step x - step (- x))).
Proof. exists 0, 1; cases; linear. Qed.

Theorem line_misses_abs (K : OrdField) (g k x r e : K) :
  abs (x - r) - e <= g * (x - r) + k -> g * x + k <= abs x + e ->
  abs (x + r) - e <= g * (x + r) + k -> (r - abs x) * rat (1 # 2) <= e.
Proof. intros; cases; linear. Qed.

(** ** Width 1: a chain of single units is monotone at -1, 0, 1, and so far from |x| *)
Theorem chain_is_monotone (K : OrdField) (first bias : K) (w v f0 f1 f2 : nat -> K) :
  f0 0%nat = - first + bias -> f1 0%nat = bias -> f2 0%nat = first + bias ->
  (forall i, f0 (S i) = w i * relu (f0 i) + v i /\ f1 (S i) = w i * relu (f1 i) + v i
             /\ f2 (S i) = w i * relu (f2 i) + v i) ->
  forall n, 0 <= (f1 n - f0 n) * (f2 n - f1 n).
Proof.
  intros F0 F1 F2 Step n; induction n as [|n IH].
  - rewrite F0, F1, F2; assert (Q := square_nonneg K first); linear.
  - destruct (Step n) as (-> & -> & ->).
    assert (R : 0 <= (relu (f1 n) - relu (f0 n)) * (relu (f2 n) - relu (f1 n))).
    { clear -IH; cases; (linear || nonlinear). }
    assert (Q := mul_nonneg (square_nonneg K (w n)) R); linear.
Qed.

Theorem monotone_misses_abs (K : OrdField) (f0 f1 f2 e : K) :
  0 <= (f1 - f0) * (f2 - f1) -> 1 - f0 <= e -> f1 <= e -> 1 - f2 <= e -> rat (1 # 2) <= e.
Proof.
  intros; apply not_lt_le; intro.
  assert (P : 0 < (f0 - f1) * (f2 - f1)) by (apply mul_pos; linear).
  linear.
Qed.
