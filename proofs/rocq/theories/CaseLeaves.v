(** * A leaf: rows that add up to a contradiction

    Rows are multiplied by what keeps their sense and added up.  Suppose the unknowns cancel, and
    what is left is 0 > 0, or -1 >= 0, or 0 = 1: then not all the rows hold.  This is Farkas'
    certificate, here with products of rows and with squares too. *)
From Coq Require Import ZArith QArith.
From NL Require Import Base Xor CaseRationals CaseExpressions CasePolynomials
  CaseAtoms.

Inductive summand :=
| Take (k : nat) (q : Q)                               (* q times row k *)
| Product (q : Q) (ks : list nat) (root : option poly)   (* q times rows, times a square *)
| Multiple (k : nat) (p : poly).                       (* a polynomial times the equation k *)

Definition q_pos (q : Q) : bool := Z.ltb 0 (Qnum q).
Definition sum_sense (a b : sense) : option sense :=
  match a, b with
  | Zero, c => Some c
  | _, Zero => Some a
  | Nonzero, _ | _, Nonzero => None
  | Nonneg, Nonneg => Some Nonneg
  | _, _ => Some Positive
  end.
Definition product_sense (a b : sense) : option sense :=
  match a, b with
  | Positive, Positive => Some Positive
  | Positive, Nonneg | Nonneg, Positive | Nonneg, Nonneg => Some Nonneg
  | _, _ => None
  end.
Fixpoint product_of_rows (rows : list row) (s : settled) (ks : list nat) : option row :=
  match ks with
  | [] => Some (pconst 1, Positive)
  | k :: ks' => obind (nth_error rows k) (fun a => obind (product_of_rows rows s ks') (fun b =>
      obind (product_sense (snd a) (snd b)) (fun c => Some (pmul (psubst s (fst a)) (fst b), c))))
  end.
Definition summand_row (rows : list row) (s : settled) (m : summand) : option row :=
  match m with
  | Take k q => obind (nth_error rows k) (fun pr =>
      let r := (pscale q (psubst s (fst pr)), snd pr) in
      match snd pr with
      | Zero => Some r
      | Nonzero => if q_zero q then None else Some r
      | _ => if q_pos q then Some r else None
      end)
  | Multiple k f => obind (nth_error rows k) (fun pr =>
      match snd pr with Zero => Some (pmul (psubst s f) (psubst s (fst pr)), Zero) | _ => None end)
  | Product q ks root =>
      if q_pos q then obind (product_of_rows rows s ks) (fun pr =>
        match root with
        | None => Some (pscale q (fst pr), snd pr)
        | Some f => let g := psubst s f in Some (pscale q (pmul (pmul g g) (fst pr)), Nonneg)
        end)
      else None
  end.
Fixpoint leaf_sum (rows : list row) (s : settled) (l : list summand) : option row :=
  match l with
  | [] => Some ([], Zero)
  | m :: l' => obind (summand_row rows s m) (fun a => obind (leaf_sum rows s l') (fun b =>
      obind (sum_sense (snd a) (snd b)) (fun c => Some (padd (fst a) (fst b), c))))
  end.
Definition constant_of (p : poly) : option Q :=
  match p with [] => Some 0%Q | [([], q)] => Some q | _ => None end.
Definition absurd (r : row) : bool :=
  match constant_of (fst r) with
  | None => false
  | Some q => match snd r with
              | Zero => negb (q_zero q) | Nonzero => q_zero q
              | Nonneg => Z.ltb (Qnum q) 0 | Positive => Z.leb (Qnum q) 0
              end
  end.

Section Sound.
Variable K : OrdField.
Add Ring Kring : (ring_ax K).
Implicit Types env : positive -> K.
Variable env : positive -> K.
Variable rows : list row.
Variable s : settled.
Hypothesis A : agrees_with env s.
Hypothesis R : rows_hold env rows.

Definition inequality (a : sense) := a = Nonneg \/ a = Positive.
Lemma product_ok ks : forall r,
  product_of_rows rows s ks = Some r -> row_holds env r /\ inequality (snd r).
Proof.
  unfold inequality.
  induction ks as [|k ks IH]; simpl; intros r H.
  - injection H as <-; unfold row_holds, fst, snd; normal; split; [apply one_pos | now right].
  - steps H; injection H as <-; destruct (IH x0 eq_refl) as (B & _).
    assert (T := R x (nth_error_In _ _ E)); unfold row_holds in *; unfold fst at 1, snd at 1.
    destruct x as (p, a), x0 as (q, b); simpl in E1, T, B |- *.
    destruct a, b; try discriminate; injection E1 as <-; (split; [|auto]); normal;
      rewrite subst_ok by exact A.
    + now apply mul_nonneg.
    + apply mul_nonneg; [|apply lt_le]; assumption.
    + apply mul_nonneg; [apply lt_le|]; assumption.
    + now apply mul_pos.
Qed.
Lemma q_pos_ok q : q_pos q = true -> 0 < (of_Q q : K).
Proof.
  intro H; apply of_Q_pos; apply Z.ltb_lt in H; unfold Qlt; simpl; now rewrite Z.mul_1_r.
Qed.
Lemma q_zero_not q : q_zero q = false -> (of_Q q : K) <> 0.
Proof.
  intro H; apply of_Q_neq; intro E; unfold Qeq in E; simpl in E; rewrite Z.mul_1_r in E.
  unfold q_zero in H; rewrite E in H; discriminate.
Qed.
Lemma square_nonneg (x : K) : 0 <= x * x.
Proof.
  destruct (le_dec 0 x) as [H|H]; [now apply mul_nonneg|].
  apply lt_le, le_sub in H; by_cert (mul_nonneg H H).
Qed.
Lemma summand_ok m r : summand_row rows s m = Some r -> row_holds env r.
Proof.
  destruct m as [k q|q ks root|k f]; simpl; intro H.
  - steps H; assert (T := R x (nth_error_In _ _ E)); destruct x as (p, a).
    unfold row_holds in *; simpl in *; destruct a.
    + injection H as <-; simpl; normal; rewrite subst_ok by exact A; rewrite T; ring.
    + destruct (q_zero q) eqn:Z; [discriminate|]; injection H as <-; simpl; normal.
      rewrite subst_ok by exact A; intro N.
      destruct (no_zero_divisors K _ _ N) as [N'|N']; [now apply (q_zero_not q) in N' | easy].
    + destruct (q_pos q) eqn:P; [|discriminate]; injection H as <-; simpl; normal.
      rewrite subst_ok by exact A; apply mul_nonneg; [apply lt_le, q_pos_ok|]; assumption.
    + destruct (q_pos q) eqn:P; [|discriminate]; injection H as <-; simpl; normal.
      rewrite subst_ok by exact A; apply mul_pos; [apply q_pos_ok|]; assumption.
  - destruct (q_pos q) eqn:P; [apply q_pos_ok in P | discriminate]; steps H.
    destruct (product_ok ks x E) as (T & I); destruct x as (p, a); unfold row_holds in *.
    assert (N : 0 <= pval env p) by (destruct I as [I|I]; simpl in I; subst a; [|apply lt_le];
      exact T).
    destruct root as [f|]; injection H as <-; simpl in *; normal.
    + exact (mul_nonneg (lt_le P) (mul_nonneg (square_nonneg _) N)).
    + destruct I as [->| ->]; [exact (mul_nonneg (lt_le P) T) | exact (mul_pos P T)].
  - steps H; assert (T := R x (nth_error_In _ _ E)); destruct x as (p, a).
    unfold row_holds in *; simpl in *; destruct a; try discriminate; injection H as <-; simpl.
    normal; rewrite !subst_ok by exact A; rewrite T; ring.
Qed.
Lemma total_ok l : forall r, leaf_sum rows s l = Some r -> row_holds env r.
Proof.
  induction l as [|m l IH]; simpl; intros r H; [now injection H as <-|].
  steps H; injection H as <-; specialize (IH x0 eq_refl); apply summand_ok in E.
  destruct x as (p, a), x0 as (q, b); unfold row_holds in *; simpl in *.
  destruct a, b; try discriminate; injection E1 as <-; normal.
  - rewrite E, IH; ring.
  - intro N; apply IH; rewrite <- N, E; ring.
  - rewrite E; replace (0 + pval env q) with (pval env q) by ring; exact IH.
  - rewrite E; replace (0 + pval env q) with (pval env q) by ring; exact IH.
  - intro N; apply E; rewrite <- N, IH; ring.
  - rewrite IH; replace (pval env p + 0) with (pval env p) by ring; exact E.
  - now apply add_nonneg.
  - now apply add_nonneg_pos.
  - rewrite IH; replace (pval env p + 0) with (pval env p) by ring; exact E.
  - now apply add_pos_nonneg.
  - now apply add_pos.
Qed.
Lemma constant_ok p q : constant_of p = Some q -> pval env p = of_Q q.
Proof.
  destruct p as [|([|v m], a) [|t p]]; simpl; intro H; try discriminate;
    injection H as <-; [now rewrite of_Q_zero | ring].
Qed.
Lemma absurd_ok r : absurd r = true -> row_holds env r -> False.
Proof.
  destruct r as (p, a); unfold absurd, row_holds; simpl.
  destruct (constant_of p) as [q|] eqn:C; [|easy]; apply constant_ok in C; rewrite C; clear C.
  destruct a; intros H T.
  - destruct (q_zero q) eqn:Z; [easy|]; now apply (q_zero_not q Z).
  - apply T, (q_zero_ok K q H).
  - apply Z.ltb_lt in H; assert (P : 0 < (of_Q (- q) : K)).
    { apply of_Q_pos; unfold Qlt; simpl; lia. }
    rewrite of_Q_opp in P; by_cert (add_pos_nonneg P T).
  - apply Z.leb_le in H; assert (P : 0 <= (of_Q (- q) : K)).
    { apply of_Q_nonneg; unfold Qle; simpl; lia. }
    rewrite of_Q_opp in P; by_cert (add_nonneg_pos P T).
Qed.
End Sound.
