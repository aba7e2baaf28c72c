(** * The real numbers have an exponential function, a logarithm and roots

    The theorems about case trees that speak of exp, log and sqrt assume what [lawful] lists.  Here
    the real numbers' own functions are shown to satisfy it, so that the assumptions can hold.
    The one law that takes work is exp(u) >= 1 + u + … + uⁿ/n! for odd n: the difference has the
    difference for n - 1 as its derivative, which has the sign of u, and so is least at 0. *)
From Coq Require Import ZArith QArith Reals Lra.
From NL Require Import Base CaseRationals CaseExpressions.

Definition R_ring : CRing := Build_CRing R 0%R 1%R Rplus Rmult Rminus Ropp RTheory.
Definition R_order : OrdRing.
Proof.
  refine (Build_OrdRing R_ring Rle Rle_dec _ Rle_antisym Rle_trans _ _ _); simpl.
  - intros; lra.
  - intros; lra.
  - intros x y Hx Hy; nra.
  - exact R1_neq_R0.
Defined.
Definition R_field : OrdField := Build_OrdField R_order Rinv Rinv_r.
Definition R_functions : Functions R_field := Build_Functions R_field exp ln sqrt.
Open Scope R_scope.

Local Notation taylorR n u := (@taylor R_field n u).
Local Notation ratR q := (@of_Q R_field q).

Lemma npow_pow n (u : R) : @npow R_field u n = u ^ n.
Proof. induction n as [|n IH]; [reflexivity|]; simpl in *; now rewrite IH. Qed.
Lemma of_pos_INR m : of_pos R_field (Pos.of_succ_nat m) = INR (S m).
Proof.
  induction m as [|m IH]; [reflexivity|].
  simpl Pos.of_succ_nat; rewrite of_pos_succ, IH, (S_INR (S m)); reflexivity.
Qed.
Lemma inverse_factorial m : ratR (1 # factorial (S m)) * INR (S m) = ratR (1 # factorial m).
Proof.
  assert (A := of_Q_mul R_field (1 # Pos.of_succ_nat m) (1 # factorial m)).
  assert (B := of_Q_spec R_field (1 # Pos.of_succ_nat m)).
  change (ratR (1 # factorial (S m)) = ratR (1 # Pos.of_succ_nat m) * ratR (1 # factorial m)) in A.
  change (ratR (1 # Pos.of_succ_nat m) * of_pos R_field (Pos.of_succ_nat m) = 1) in B.
  rewrite of_pos_INR in B; rewrite A, Rmult_assoc, (Rmult_comm _ (INR _)), <- Rmult_assoc, B.
  apply Rmult_1_l.
Qed.
Lemma taylor_derivative m u : derivable_pt_lim (fun x => taylorR (S m) x) u (taylorR m u).
Proof.
  induction m as [|m IH].
  - assert (E : forall x, taylorR 1 x = 1 + ratR (1 # 1) * x) by (intro; simpl; ring).
    assert (O : ratR (1 # 1) = 1) by apply (of_Q_one R_field).
    apply (derivable_pt_lim_ext (fun x => 1 + x)); [intro x; rewrite E, O; simpl; ring|].
    replace (taylorR 0 u) with (0 + 1) by apply (Rplus_0_l 1).
    apply derivable_pt_lim_plus; [apply derivable_pt_lim_const | apply derivable_pt_lim_id].
  - apply (derivable_pt_lim_ext
      (fun x => taylorR (S m) x + ratR (1 # factorial (S (S m))) * x ^ S (S m))).
    { intro x; change (taylorR (S (S m)) x)
        with (taylorR (S m) x + ratR (1 # factorial (S (S m))) * @npow R_field x (S (S m))).
      f_equal; f_equal; symmetry; apply npow_pow. }
    change (taylorR (S m) u) with (taylorR m u +
        ratR (1 # factorial (S m)) * @npow R_field u (S m)).
    apply (derivable_pt_lim_plus (fun x => taylorR (S m) x)); [exact IH|].
    rewrite npow_pow, <- (inverse_factorial (S m)), Rmult_assoc.
    apply derivable_pt_lim_scal; apply (derivable_pt_lim_pow u (S (S m))).
Qed.
(** The rest after n terms: 0 at 0, and its derivative is the rest before. *)
Definition exp_rest (n : nat) (u : R) : R := exp u - taylorR n u.
Lemma taylor_zero n : taylorR n 0 = 1.
Proof.
  induction n as [|n IH]; [reflexivity|].
  change (taylorR n 0 + ratR (1 # factorial (S n)) * @npow R_field 0 (S n) = 1).
  rewrite IH, npow_pow; simpl; ring.
Qed.
Lemma rest_zero n : exp_rest n 0 = 0.
Proof. unfold exp_rest; rewrite taylor_zero, exp_0; ring. Qed.
Lemma rest_derivative n u : derivable_pt_lim (exp_rest (S n)) u (exp_rest n u).
Proof. apply derivable_pt_lim_minus; [apply derivable_pt_lim_exp | apply taylor_derivative]. Qed.
Lemma rest_between n u v : u < v ->
  exists c, exp_rest (S n) v - exp_rest (S n) u = exp_rest n c * (v - u) /\ u < c < v.
Proof. intro L; apply MVT_cor2; [exact L | intros; apply rest_derivative]. Qed.

Lemma rest_signs k :
  (forall u, 0 <= u -> 0 <= exp_rest k u) /\
  (forall u, u <= 0 -> if Nat.odd k then 0 <= exp_rest k u else exp_rest k u <= 0).
Proof.
  induction k as [|k (P & N)].
  - split; intros u H; unfold exp_rest; simpl.
    + destruct (Rle_lt_or_eq_dec 0 u H) as [L|<-]; [|rewrite exp_0; lra].
      assert (T := exp_increasing 0 u L); rewrite exp_0 in T; lra.
    + destruct (Rle_lt_or_eq_dec u 0 H) as [L| ->]; [|rewrite exp_0; lra].
      assert (T := exp_increasing u 0 L); rewrite exp_0 in T; lra.
  - split; intros u H.
    + destruct (Rle_lt_or_eq_dec 0 u H) as [L|<-]; [|rewrite rest_zero; lra].
      destruct (rest_between k 0 u L) as (c & E & B); rewrite rest_zero in E.
      assert (0 <= exp_rest k c) by (apply P; lra); nra.
    + rewrite Nat.odd_succ, <- Nat.negb_odd.
      destruct (Rle_lt_or_eq_dec u 0 H) as [L| ->];
        [|rewrite rest_zero; destruct (Nat.odd k); simpl; lra].
      destruct (rest_between k u 0 L) as (c & E & B); rewrite rest_zero in E.
      specialize (N c ltac:(lra)); destruct (Nat.odd k); simpl; nra.
Qed.
Lemma taylor_below n u : Nat.Odd n -> taylorR n u <= exp u.
Proof.
  intro O; apply Nat.odd_spec in O; destruct (rest_signs n) as (P & N); unfold exp_rest in *.
  destruct (Rle_lt_dec 0 u) as [H|H]; [specialize (P u H); lra|].
  specialize (N u ltac:(lra)); rewrite O in N; lra.
Qed.

Theorem R_lawful : lawful R_functions.
Proof.
  split; simpl; intros.
  - exact (Rlt_not_le _ _ (Exp_prop.exp_pos u)).
  - apply exp_plus.
  - now apply taylor_below.
  - now apply exp_ln, Rnot_le_lt.
  - unfold ln; destruct (Rlt_dec 0 u) as [P|P]; [now destruct (Rlt_not_le _ _ P) | reflexivity].
  - apply sqrt_pos.
  - now apply sqrt_sqrt.
  - now apply sqrt_neg_0.
Qed.
