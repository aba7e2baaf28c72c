(** * The rational numbers inside every ordered field

    [of_Q q] is the number that the fraction q stands for: its numerator times the inverse
    of its denominator.  Certificates hold fractions; the lemmas here let the kernel add,
    multiply and compare the fractions instead of the numbers. *)
From Coq Require Import ZArith QArith.
From NL Require Import Base Certificate.

Section Rationals.
Variable K : OrdField.
Add Ring Kring : (ring_ax K).

Definition of_Q (q : Q) : K := of_Z K (Qnum q) * inv (of_Z K (Zpos (Qden q))).

Lemma cancel (a b c : K) : c <> 0 -> a * c = b * c -> a = b.
Proof.
  intros C E.
  transitivity (a * c * inv c).
  - transitivity (a * (c * inv c)); [rewrite inv_r by exact C; ring | ring].
  - rewrite E; transitivity (b * (c * inv c)); [ring | rewrite inv_r by exact C; ring].
Qed.
Lemma positive_pos p : 0 < of_Z K (Zpos p).
Proof. now apply of_Z_pos. Qed.
Lemma positive_neq p : of_Z K (Zpos p) <> 0.
Proof. apply pos_neq, positive_pos. Qed.
Lemma inv_pos (x : K) : 0 < x -> 0 < inv x.
Proof.
  intros X; destruct (sign K (inv x)) as [H|[H|H]]; [exact H | exfalso | exfalso].
  - apply (one_neq_zero K); rewrite <- (inv_r K x), H by (now apply pos_neq); ring.
  - apply (lt_irrefl K 0); assert (P := mul_pos X H).
    replace (x * - inv x) with (- (x * inv x)) in P by ring.
    rewrite inv_r in P by (now apply pos_neq).
    by_cert (add_pos P (one_pos K)).
Qed.

(** What a fraction is: times its denominator, its numerator. *)
Lemma of_Q_spec q : of_Q q * of_Z K (Zpos (Qden q)) = of_Z K (Qnum q).
Proof.
  unfold of_Q; set (d := of_Z K (Zpos (Qden q))).
  transitivity (of_Z K (Qnum q) * (d * inv d)); [ring|].
  rewrite inv_r by apply positive_neq; ring.
Qed.
Lemma of_Q_eq q r : q == r -> of_Q q = of_Q r.
Proof.
  unfold Qeq; intro E; apply (f_equal (of_Z K)) in E; rewrite !of_Z_mul in E.
  apply (cancel _ _ _ (positive_neq (Qden q))), (cancel _ _ _ (positive_neq (Qden r))).
  rewrite of_Q_spec, E.
  transitivity (of_Q r * of_Z K (Zpos (Qden r)) * of_Z K (Zpos (Qden q)));
    [now rewrite of_Q_spec | ring].
Qed.
Lemma of_Q_red q : of_Q (Qred q) = of_Q q.
Proof. apply of_Q_eq, Qred_correct. Qed.
Lemma of_Q_zero : of_Q 0 = 0.
Proof. unfold of_Q; simpl; unfold of_Z; simpl; ring. Qed.
Lemma of_Z_one : of_Z K 1 = 1.
Proof. unfold of_Z; simpl; ring. Qed.
Lemma of_Q_int z : of_Q (inject_Z z) = of_Z K z.
Proof.
  transitivity (of_Q (inject_Z z) * of_Z K 1); [rewrite of_Z_one; ring | apply of_Q_spec].
Qed.
Lemma of_Q_one : of_Q 1 = 1.
Proof. change 1%Q with (inject_Z 1); rewrite of_Q_int; apply of_Z_one. Qed.
Lemma of_Q_add q r : of_Q (q + r) = of_Q q + of_Q r.
Proof.
  apply (cancel _ _ _ (positive_neq (Qden (q + r)))).
  rewrite of_Q_spec; destruct q as [a b], r as [c d]; simpl (Qnum _); simpl (Qden _).
  assert (S := of_Q_spec (a # b)); assert (T := of_Q_spec (c # d)); simpl in S, T.
  rewrite of_Z_add, !of_Z_mul, <- S, <- T, Pos2Z.inj_mul, of_Z_mul; ring.
Qed.
Lemma of_Q_mul q r : of_Q (q * r) = of_Q q * of_Q r.
Proof.
  apply (cancel _ _ _ (positive_neq (Qden (q * r)))).
  rewrite of_Q_spec; destruct q as [a b], r as [c d]; simpl (Qnum _); simpl (Qden _).
  assert (S := of_Q_spec (a # b)); assert (T := of_Q_spec (c # d)); simpl in S, T.
  rewrite !of_Z_mul, <- S, <- T, Pos2Z.inj_mul, of_Z_mul; ring.
Qed.
Lemma of_Q_opp q : of_Q (- q) = - of_Q q.
Proof.
  assert (E : of_Q (q + - q) = 0)
    by (rewrite (of_Q_eq _ 0) by apply Qplus_opp_r; apply of_Q_zero).
  rewrite of_Q_add in E.
  transitivity (of_Q q + of_Q (- q) - of_Q q); [ring | rewrite E; ring].
Qed.
Lemma of_Q_minus_one : of_Q (-1) = - (1).
Proof. change (-1)%Q with (- (1))%Q; now rewrite of_Q_opp, of_Q_one. Qed.
Lemma of_Q_sub q r : of_Q (q - r) = of_Q q - of_Q r.
Proof. unfold Qminus; rewrite of_Q_add, of_Q_opp; ring. Qed.
Lemma of_Q_pos q : (0 < q)%Q -> 0 < of_Q q.
Proof.
  unfold Qlt; simpl; rewrite Z.mul_1_r; intro H.
  apply mul_pos; [now apply of_Z_pos | apply inv_pos, positive_pos].
Qed.
Lemma of_Q_nonneg q : (0 <= q)%Q -> 0 <= of_Q q.
Proof.
  unfold Qle; simpl; rewrite Z.mul_1_r; intro H.
  apply mul_nonneg; [now apply of_Z_nonneg | apply lt_le, inv_pos, positive_pos].
Qed.
Lemma of_Q_le q r : (q <= r)%Q -> of_Q q <= of_Q r.
Proof.
  intro H; apply le_sub; rewrite <- of_Q_sub; apply of_Q_nonneg.
  unfold Qminus; rewrite <- (Qplus_opp_r q); apply Qplus_le_compat; [exact H | apply Qle_refl].
Qed.
Lemma of_Q_neq q : ~ q == 0 -> of_Q q <> 0.
Proof.
  intros H E; destruct (Q_dec q 0) as [[L|L]|L]; [| |contradiction].
  - apply (lt_irrefl K 0); apply Qopp_lt_compat in L; apply of_Q_pos in L.
    rewrite of_Q_opp, E in L; by_cert L.
  - apply of_Q_pos in L; rewrite E in L; exact (lt_irrefl K _ L).
Qed.
Lemma of_Q_inv q : ~ q == 0 -> of_Q (/ q) = inv (of_Q q).
Proof.
  intro H; apply (cancel _ _ _ (of_Q_neq q H)).
  transitivity (of_Q q * of_Q (/ q)); [ring|].
  rewrite <- of_Q_mul, (of_Q_eq _ 1), of_Q_one by (now apply Qmult_inv_r).
  rewrite <- (inv_r K (of_Q q)) by (now apply of_Q_neq); ring.
Qed.
End Rationals.
Arguments of_Q {_} _.
