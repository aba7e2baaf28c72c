(** * Leaky ReLU, x for 0 <= x and a * x for x < 0: what its parameter a decides

    As a sum of two ReLUs it is [relu x - a * relu (- x)].  For a = 1 it is the identity, for no
    other a is it affine.  For 0 < a it is increasing and reaches every value; for a < 0 it goes
    down and up, so that one unit computes XOR: it is 1 at 1/a and at 1, and less between. *)
From NL Require Import Base Xor Relu.

Section Leaky.
Variable K : OrdField.
Add Ring Kring3 : (ring_ax K).
Implicit Types a c p q r s v x y : K.

Lemma leaky_relus a x : relu x - a * relu (- x) = leaky a x.
Proof.
  destruct (le_dec 0 x) as [H|H].
  - rewrite leaky_pos, relu_pos, relu_neg by (assumption || by_cert H); ring.
  - apply lt_sub in H; rewrite leaky_neg, relu_neg, relu_pos
      by first [by_cert H | exact (lt_le H)]; ring.
Qed.
Lemma leaky_cases a x : (0 <= x /\ leaky a x = x) \/ (0 < - x /\ leaky a x = a * x).
Proof.
  unfold leaky; destruct (le_dec 0 x) as [H|H]; [now left | right; split; [|easy]].
  by_cert (proj1 lt_sub H).
Qed.
Ltac leak a x := let H := fresh "H" in let E := fresh "E" in
  destruct (leaky_cases a x) as [[H E]|[H E]]; rewrite E in *; clear E.

Lemma inv_pos a : 0 < a -> 0 < inv a.
Proof.
  intro P; pose proof (inv_r K a (pos_neq _ _ P)) as E.
  destruct (sign K (inv a)) as [H|[H|H]]; [exact H| |]; exfalso.
  - apply (one_neq_zero K); rewrite <- E, H; ring.
  - pose proof (mul_pos P H) as F; pose proof (add_pos F (one_pos K)) as G.
    rewrite <- E in G; by_cert G.
Qed.
Lemma inv_neg a : 0 < - a -> a * inv a = 1 /\ 0 < - inv a.
Proof.
  intro P; assert (N : a <> 0) by (intros ->; by_cert P).
  pose proof (inv_r K a N) as E; split; [exact E|].
  destruct (sign K (inv a)) as [H|[H|H]]; [| |exact H]; exfalso.
  - pose proof (add_pos (mul_pos P H) (one_pos K)) as F; rewrite <- E in F; by_cert F.
  - apply (one_neq_zero K); rewrite <- E, H; ring.
Qed.

Theorem leaky_identity_for_one x : relu x - 1 * relu (- x) = x.
Proof. rewrite leaky_relus; apply leaky_one. Qed.

Theorem leaky_not_affine_else a :
  a <> 1 ->
  relu 1 - a * relu (- (1)) + (relu (- (1)) - a * relu (- - (1))) <>
  (1 + 1) * (relu 0 - a * relu (- 0)).
Proof.
  rewrite !leaky_relus; destruct (leaky_values K a) as (-> & -> & ->); intros D F; apply D.
  transitivity (1 - (1 + - a)); [ring | rewrite F; ring].
Qed.

Theorem leaky_increasing a x y :
  0 < a -> x < y -> relu x - a * relu (- x) < relu y - a * relu (- y).
Proof.
  rewrite !leaky_relus; intros A L; apply lt_sub in L.
  leak a x; leak a y; try case_work.
  - by_cert (add_nonneg_pos H0 (mul_pos A H)).
  - by_cert (mul_pos A L).
Qed.

Theorem leaky_onto a y :
  0 < a ->
  relu (relu y - inv a * relu (- y)) - a * relu (- (relu y - inv a * relu (- y))) = y.
Proof.
  intro A; rewrite !leaky_relus; leak (inv a) y; [now apply leaky_pos|].
  pose proof (inv_r K a (pos_neq _ _ A)) as E.
  rewrite leaky_neg by by_cert (mul_pos (inv_pos a A) H).
  transitivity (a * inv a * y); [ring | rewrite E; ring].
Qed.

Theorem leaky_never_decreasing a x y :
  0 <= a -> x <= y -> relu x - a * relu (- x) <= relu y - a * relu (- y).
Proof.
  rewrite !leaky_relus; intros A L; apply le_sub in L.
  leak a x; leak a y; try case_work.
  - by_cert (add_nonneg H0 (mul_nonneg A (lt_le H))).
  - by_cert (mul_nonneg A L).
Qed.

(** A score at p, q, r, s that changes in the same direction from p to q and from r to s
    cannot be off, on, on, off there. *)
Theorem no_xor_without_decrease p q r s v c :
  0 <= (q - p) * (s - r) ->
  0 < v * p + c \/ v * q + c <= 0 \/ v * r + c <= 0 \/ 0 < v * s + c.
Proof.
  intro L.
  destruct (le_or_lt (v * p + c) 0) as [P|P]; [|now left].
  destruct (le_or_lt (v * q + c) 0) as [Q|Q]; [now (right; left)|].
  destruct (le_or_lt (v * r + c) 0) as [R|R]; [now (right; right; left)|].
  destruct (le_or_lt (v * s + c) 0) as [S|S]; [|now (right; right; right)].
  exfalso; apply le_sub in P; apply lt_sub in Q; apply lt_sub in R; apply le_sub in S.
  pose proof (mul_pos (add_pos_nonneg Q P) (add_pos_nonneg R S)) as F.
  assert (V : 0 <= v * v).
  { destruct (le_total K 0 v) as [V|V]; [now apply mul_nonneg|].
    apply le_sub in V; by_cert (mul_nonneg V V). }
  by_cert (add_pos_nonneg F (mul_nonneg V L)).
Qed.

Theorem leaky_is_relu_for_zero x : relu x - 0 * relu (- x) = relu x.
Proof. ring. Qed.

Theorem leaky_never_negative a x : a < 0 -> 0 <= relu x - a * relu (- x).
Proof.
  rewrite leaky_relus; intro A; apply lt_sub in A; leak a x; [exact H|].
  by_cert (mul_pos A H).
Qed.

Theorem leaky_onto_the_rest a y : a < 0 -> 0 <= y -> relu y - a * relu (- y) = y.
Proof. rewrite leaky_relus; intros _; apply leaky_pos. Qed.

Theorem leaky_one_at_the_inverse a : a < 0 -> relu (inv a) - a * relu (- inv a) = 1.
Proof.
  rewrite leaky_relus; intro A; apply lt_sub in A.
  destruct (inv_neg a) as [E N]; [by_cert A|].
  rewrite leaky_neg; [exact E | by_cert N].
Qed.

Theorem leaky_one_at_one a : relu 1 - a * relu (- (1)) = 1.
Proof. rewrite leaky_relus; apply (leaky_values K a). Qed.

Theorem leaky_less_in_the_middle a :
  a < 0 ->
  relu ((inv a + 1) * inv (1 + 1)) - a * relu (- ((inv a + 1) * inv (1 + 1))) < 1.
Proof.
  rewrite leaky_relus; intro A; apply lt_sub in A.
  assert (A' : 0 < - a) by by_cert A.
  destruct (inv_neg a A') as [E N].
  pose proof (inv_pos _ (two_pos K)) as T; pose proof (inv_r K _ (two_neq_zero K)) as E2.
  leak a ((inv a + 1) * inv (1 + 1)).
  - pose proof (mul_pos T (add_pos (one_pos K) N)) as F; apply lt_sub.
    replace (1 : K) with ((1 + 1) * inv (1 + 1) : K) at 1 by exact E2; same F.
  - pose proof (mul_pos T (add_pos (one_pos K) A')) as F; apply lt_sub.
    replace (1 : K) with ((1 + 1) * inv (1 + 1) : K) at 1 by exact E2.
    replace (a * ((inv a + 1) * inv (1 + 1))) with ((a * inv a + a) * inv (1 + 1)) by ring.
    rewrite E; same F.
Qed.
End Leaky.
