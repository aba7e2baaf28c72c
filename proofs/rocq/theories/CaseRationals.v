(** * The integers and the rational numbers inside every ordered field

    [of_int z] is z, put together from 0 and 1 by the binary digits of z; [of_Q q] is the number
    that the fraction q stands for: its numerator times the inverse of its denominator.
    Certificates hold fractions; the lemmas here let the kernel add, multiply and compare the
    fractions instead of the numbers. *)
From Coq Require Import ZArith QArith.
From NL Require Import Base.

Section Rationals.
Variable K : OrdField.
Add Ring Kring : (ring_ax K).

(** ** Integers *)
Fixpoint of_pos (p : positive) : K :=
  match p with xH => 1 | xO q => of_pos q + of_pos q | xI q => of_pos q + of_pos q + 1 end.
Definition of_int (z : Z) : K :=
  match z with Z0 => 0 | Zpos p => of_pos p | Zneg p => - of_pos p end.

Lemma of_pos_succ p : of_pos (Pos.succ p) = of_pos p + 1.
Proof. induction p as [p IH|p IH|]; simpl; [rewrite IH; ring | ring | ring]. Qed.
Lemma of_pos_add p q : of_pos (p + q) = of_pos p + of_pos q.
Proof.
  induction p as [|p IH] using Pos.peano_ind.
  - rewrite Pos.add_1_l, of_pos_succ; simpl; ring.
  - rewrite Pos.add_succ_l, !of_pos_succ, IH; ring.
Qed.
Lemma of_pos_mul p q : of_pos (p * q) = of_pos p * of_pos q.
Proof.
  induction p as [|p IH] using Pos.peano_ind.
  - rewrite Pos.mul_1_l; simpl; ring.
  - rewrite Pos.mul_succ_l, of_pos_succ, of_pos_add, IH; ring.
Qed.
Lemma of_pos_pos p : 0 < of_pos p.
Proof.
  induction p as [p IH|p IH|]; simpl; [|now apply add_pos | apply one_pos].
  apply add_pos; [now apply add_pos | apply one_pos].
Qed.
Lemma of_int_pos_sub p q : of_int (Z.pos_sub p q) = of_pos p - of_pos q.
Proof.
  rewrite Z.pos_sub_spec; destruct (Pos.compare_spec p q) as [->|L|L]; simpl; [ring | |];
    apply Pos.sub_add in L; rewrite <- L at 2; rewrite of_pos_add; ring.
Qed.
Lemma of_int_add x y : of_int (x + y) = of_int x + of_int y.
Proof.
  destruct x, y; simpl; rewrite ?of_int_pos_sub, ?of_pos_add; ring.
Qed.
Lemma of_int_mul x y : of_int (x * y) = of_int x * of_int y.
Proof. destruct x, y; simpl; rewrite ?of_pos_mul; ring. Qed.
Lemma of_int_pos z : (0 < z)%Z -> 0 < of_int z.
Proof. destruct z; try discriminate; intros _; apply of_pos_pos. Qed.
Lemma of_int_nonneg z : (0 <= z)%Z -> 0 <= of_int z.
Proof.
  destruct z; intro H; [apply le_refl | apply lt_le, of_pos_pos | now destruct H].
Qed.

(** ** Fractions *)
Definition of_Q (q : Q) : K := of_int (Qnum q) * inv (of_int (Zpos (Qden q))).

Lemma cancel (a b c : K) : c <> 0 -> a * c = b * c -> a = b.
Proof.
  intros C E.
  transitivity (a * c * inv c).
  - transitivity (a * (c * inv c)); [rewrite inv_r by exact C; ring | ring].
  - rewrite E; transitivity (b * (c * inv c)); [ring | rewrite inv_r by exact C; ring].
Qed.
Lemma positive_pos p : 0 < of_int (Zpos p).
Proof. now apply of_int_pos. Qed.
Lemma positive_neq p : of_int (Zpos p) <> 0.
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
Lemma of_Q_spec q : of_Q q * of_int (Zpos (Qden q)) = of_int (Qnum q).
Proof.
  unfold of_Q; set (d := of_int (Zpos (Qden q))).
  transitivity (of_int (Qnum q) * (d * inv d)); [ring|].
  rewrite inv_r by apply positive_neq; ring.
Qed.
Lemma of_Q_eq q r : q == r -> of_Q q = of_Q r.
Proof.
  unfold Qeq; intro E; apply (f_equal of_int) in E; rewrite !of_int_mul in E.
  apply (cancel _ _ _ (positive_neq (Qden q))), (cancel _ _ _ (positive_neq (Qden r))).
  rewrite of_Q_spec, E.
  transitivity (of_Q r * of_int (Zpos (Qden r)) * of_int (Zpos (Qden q)));
    [now rewrite of_Q_spec | ring].
Qed.
Lemma of_Q_red q : of_Q (Qred q) = of_Q q.
Proof. apply of_Q_eq, Qred_correct. Qed.
Lemma of_Q_zero : of_Q 0 = 0.
Proof. unfold of_Q; simpl; unfold of_int; simpl; ring. Qed.
Lemma of_Q_int z : of_Q (inject_Z z) = of_int z.
Proof.
  transitivity (of_Q (inject_Z z) * of_int 1); [simpl; ring | apply of_Q_spec].
Qed.
Lemma of_Q_one : of_Q 1 = 1.
Proof. change 1%Q with (inject_Z 1); rewrite of_Q_int; reflexivity. Qed.
Lemma of_Q_add q r : of_Q (q + r) = of_Q q + of_Q r.
Proof.
  apply (cancel _ _ _ (positive_neq (Qden (q + r)))).
  rewrite of_Q_spec; destruct q as [a b], r as [c d]; simpl (Qnum _); simpl (Qden _).
  assert (S := of_Q_spec (a # b)); assert (T := of_Q_spec (c # d)); cbn [Qnum Qden] in S, T.
  rewrite of_int_add, !of_int_mul, <- S, <- T, Pos2Z.inj_mul, of_int_mul; ring.
Qed.
Lemma of_Q_mul q r : of_Q (q * r) = of_Q q * of_Q r.
Proof.
  apply (cancel _ _ _ (positive_neq (Qden (q * r)))).
  rewrite of_Q_spec; destruct q as [a b], r as [c d]; simpl (Qnum _); simpl (Qden _).
  assert (S := of_Q_spec (a # b)); assert (T := of_Q_spec (c # d)); cbn [Qnum Qden] in S, T.
  rewrite !of_int_mul, <- S, <- T, Pos2Z.inj_mul, of_int_mul; ring.
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
  apply mul_pos; [now apply of_int_pos | apply inv_pos, positive_pos].
Qed.
Lemma of_Q_nonneg q : (0 <= q)%Q -> 0 <= of_Q q.
Proof.
  unfold Qle; simpl; rewrite Z.mul_1_r; intro H.
  apply mul_nonneg; [now apply of_int_nonneg | apply lt_le, inv_pos, positive_pos].
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
