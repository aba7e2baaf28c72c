(** * Rows and atoms: what a comparison becomes

    A comparison a > b becomes the row a - b > 0, where a and b are polynomials in unknowns.
    The value of an operator such as relu at an argument is an *atom*, an unknown of its own;
    the argument may hold earlier atoms.  A list of atoms comes with a certificate; [compile] finds
    in it what an expression asks for.  Nobody has to be trusted for the list: values for its
    unknowns exist, one after the other ([start]), and with them the rows mean what the
    comparisons do ([compile_rows_ok]). *)
From Coq Require Import ZArith QArith.
From NL Require Import Base Xor CaseRationals CaseExpressions CasePolynomials.

Inductive sense := Zero | Nonzero | Nonneg | Positive.
Definition row := (poly * sense)%type.
Definition atom := (operator * poly)%type.
(** Unknowns of a statement have even numbers, and atom j the number 2j + 3. *)
Definition atom_var (j : nat) : positive := xI (Pos.of_succ_nat j).
Definition numbered_before (n : nat) (v : positive) : bool :=
  match v with xI q => Pos.ltb q (Pos.of_succ_nat n) | _ => true end.

(** ** From expressions to polynomials in unknowns and atoms *)
Definition same_operator (f g : operator) : bool :=
  match f, g with
  | ORelu, ORelu | OStep, OStep | OInv, OInv | OExp, OExp | OLog, OLog | OSqrt, OSqrt => true
  | _, _ => false
  end.
Fixpoint find_atom (f : operator) (p : poly) (atoms : list atom) (j : nat) : option nat :=
  match atoms with
  | [] => None
  | (g, r) :: l => if (same_operator f g && poly_eqb p r)%bool then
    Some j else find_atom f p l (S j)
  end.
Definition obind {A B} (o : option A) (f : A -> option B) : option B :=
  match o with Some a => f a | None => None end.
Definition atom_value (atoms : list atom) (f : operator) (p : poly) : option poly :=
  obind (find_atom f p atoms 0) (fun j => Some (pvar (atom_var j))).

Fixpoint compile (atoms : list atom) (e : expr) : option poly :=
  let both a b f := obind (compile atoms a) (fun p => obind (compile atoms b) (fun r => f p r)) in
  let relu_of p f := obind (atom_value atoms ORelu p) (fun r => Some (f r)) in
  match e with
  | Var v => Some (pvar v)
  | Cst q => Some (pconst q)
  | Add a b => both a b (fun p r => Some (padd p r))
  | Sub a b => both a b (fun p r => Some (psub p r))
  | Mul a b => both a b (fun p r => Some (pmul p r))
  | Neg a => obind (compile atoms a) (fun p => Some (pscale (-1) p))
  | Div a q => if q_zero q then None
               else obind (compile atoms a) (fun p => Some (pscale (/ q) p))
  | Pow a n => obind (compile atoms a) (fun p => Some (ppow p n))
  | App f a => obind (compile atoms a) (atom_value atoms f)
  | Abs a => obind (compile atoms a) (fun p =>
      obind (atom_value atoms ORelu p) (fun r => relu_of (pscale (-1) p) (padd r)))
  | Clip a => obind (compile atoms a) (fun p =>
      obind (atom_value atoms ORelu p) (fun r => relu_of (psub p (pconst 1)) (psub r)))
  | Max a b => both a b (fun p r => relu_of (psub p r) (padd r))
  | Min a b => both a b (fun p r => relu_of (psub p r) (psub p))
  | Leaky s a => obind (compile atoms a) (fun p =>
      relu_of p (fun r => padd (pscale s p) (pmul (psub (pconst 1) (pconst s)) r)))
  end.

Definition compile_row (atoms : list atom) (c : comparison) : option row :=
  let (r, a, b) := c in
  obind (compile atoms a) (fun p => obind (compile atoms b) (fun q => Some
    match r with
    | Eq => (psub p q, Zero) | Ne => (psub p q, Nonzero)
    | Gt => (psub p q, Positive) | Ge => (psub p q, Nonneg)
    | Lt => (psub q p, Positive) | Le => (psub q p, Nonneg)
    end)).
Fixpoint compile_rows (atoms : list atom) (l : list comparison) : option (list row) :=
  match l with
  | [] => Some []
  | c :: l' => obind (compile_row atoms c) (fun r =>
      obind (compile_rows atoms l') (fun rs => Some (r :: rs)))
  end.

(** ** Why it can be believed *)
(** From a computation that succeeded: the results of its steps. *)
Ltac steps H :=
  repeat match type of H with
         | obind ?o ?f = ?r =>
             let E := fresh "E" in let x := fresh "x" in
             destruct o as [x|] eqn:E; [change (f x = r) in H; cbv beta in H | discriminate H]
         end.
Ltac normal := repeat (progress rewrite ?padd_ok, ?psub_ok, ?pmul_ok, ?scale_ok, ?pconst_ok,
  ?ppow_ok, ?of_Q_one, ?of_Q_minus_one).

Section Sound.
Variable K : OrdField.
Variable F : Functions K.
Add Ring Kring : (ring_ax K).
Implicit Types env : positive -> K.

Definition atoms_valid env (atoms : list atom) := forall j f p,
  nth_error atoms j = Some (f, p) -> env (atom_var j) = apply_op F f (pval env p).
Definition row_holds env (r : row) : Prop :=
  match snd r with
  | Zero => pval env (fst r) = 0 | Nonzero => pval env (fst r) <> 0
  | Nonneg => 0 <= pval env (fst r) | Positive => 0 < pval env (fst r)
  end.
Definition rows_hold env (rows : list row) := forall r, In r rows -> row_holds env r.

Lemma find_ok f p atoms : forall i j, find_atom f p atoms i = Some j ->
  exists k r, j = (i + k)%nat /\ nth_error atoms k = Some (f, r) /\ poly_eqb p r = true.
Proof.
  induction atoms as [|(g, r) l IH]; simpl; [easy|]; intros i j.
  destruct (same_operator f g && poly_eqb p r)%bool eqn:E.
  - intros [= <-]; apply Bool.andb_true_iff in E; destruct E as (O & P).
    exists 0%nat, r; rewrite Nat.add_0_r; repeat split; [|exact P].
    now destruct f, g.
  - intro H; destruct (IH (S i) j H) as (k & q & -> & N & P).
    exists (S k), q; split; [lia | now split].
Qed.
Lemma value_ok env atoms f p r :
  atoms_valid env atoms -> atom_value atoms f p = Some r -> pval env r = apply_op F f (pval env p).
Proof.
  unfold atom_value; intros V H; destruct (find_atom f p atoms 0) as [j|] eqn:E; [|easy].
  injection H as <-; apply find_ok in E; destruct E as (k & q & -> & N & P).
  change (0 + k)%nat with k; rewrite pvar_ok, (V k f q N); f_equal; symmetry; now apply poly_eqb_ok.
Qed.

Lemma compile_ok env atoms : atoms_valid env atoms ->
  forall e p, compile atoms e = Some p -> pval env p = value_of F env e.
Proof.
  intro V; induction e; intros p H; simpl in H; cbn [value_of];
    try (destruct (q_zero q) eqn:Z; [discriminate|]); steps H; try (injection H as <-);
    repeat match goal with
      | IH : forall p, Some ?x = Some p -> _ |- _ => specialize (IH x eq_refl)
      | E : atom_value _ _ _ = Some _ |- _ => eapply value_ok in E; [|exact V]
      end;
    repeat first [progress cbn [apply_op] | progress normal
                 | match goal with E : pval _ _ = _ |- _ => rewrite E; clear E end];
    try reflexivity.
  - apply pvar_ok.
  - ring.
  - rewrite of_Q_inv; [ring|]; intro N; unfold Qeq in N; simpl in N; rewrite Z.mul_1_r in N.
    unfold q_zero in Z; rewrite N in Z; discriminate.
  - rewrite abs_relu; do 2 f_equal; ring.
  - now rewrite clip_relu.
  - now rewrite max_relu.
  - now rewrite min_relu.
  - now rewrite leak_relu.
Qed.

Lemma compile_row_ok env atoms c r :
  atoms_valid env atoms -> compile_row atoms c = Some r -> cmp_holds F env c -> row_holds env r.
Proof.
  intros V H C; destruct c as [o a b]; simpl in H, C; steps H.
  apply (compile_ok env atoms V) in E, E0; rewrite <- E, <- E0 in C.
  destruct o; injection H as <-; unfold row_holds, fst, snd; rewrite psub_ok; simpl in C.
  - rewrite C; ring.
  - intro Z; apply C; transitivity (pval env x - pval env x0 + pval env x0); [ring | rewrite Z;
    ring].
  - exact (proj1 lt_sub C).
  - exact (proj1 le_sub C).
  - exact (proj1 lt_sub C).
  - exact (proj1 le_sub C).
Qed.
Lemma compile_rows_ok env atoms : atoms_valid env atoms -> forall l rows,
  compile_rows atoms l = Some rows -> all_hold F env l -> rows_hold env rows.
Proof.
  intro V; induction l as [|c l IH]; simpl; intros rows H A; [now injection H as <-|].
  steps H; injection H as <-; intros r [<-|I].
  - apply (compile_row_ok env atoms c); auto; apply A; now left.
  - apply (IH x0); auto; intros d D; apply A; now right.
Qed.
(** ** One more atom: its unknown can be given the right value *)
Definition assign_unknown (v : positive) (x : K) env : positive -> K :=
  fun u => if Pos.eqb u v then x else env u.
Lemma before_not n v : numbered_before n v = true -> Pos.eqb v (atom_var n) = false.
Proof.
  intro B; apply Pos.eqb_neq; intros ->; simpl in B.
  now rewrite Pos.ltb_irrefl in B.
Qed.
Lemma before_more m n v : (m <= n)%nat -> numbered_before m v = true -> numbered_before n v = true.
Proof.
  intro L; destruct v; simpl; try easy; rewrite !Pos.ltb_lt; lia.
Qed.
Lemma within_assign n x env p :
  unknowns_within (numbered_before n) p = true -> pval (assign_unknown
    (atom_var n) x env) p = pval env p.
Proof.
  intro W; apply (pval_ext K (numbered_before n)); [exact W|].
  intros v B; unfold assign_unknown; now rewrite before_not.
Qed.
Fixpoint in_order (n : nat) (atoms : list atom) : bool :=
  match atoms with
  | [] => true
  | a :: l => (unknowns_within (numbered_before n) (snd a) && in_order (S n) l)%bool
  end.
Lemma in_order_nth atoms : forall n j a, in_order n atoms = true ->
  nth_error atoms j = Some a -> unknowns_within (numbered_before (n + j)) (snd a) = true.
Proof.
  induction atoms as [|b l IH]; intros n [|j] a; simpl; try easy;
    rewrite Bool.andb_true_iff; intros (B & O) N.
  - injection N as <-; now rewrite Nat.add_0_r.
  - rewrite <- Nat.add_succ_comm; now apply (IH (S n)).
Qed.
Lemma within_more m n p : (m <= n)%nat -> unknowns_within (numbered_before m) p = true ->
  unknowns_within (numbered_before n) p = true.
Proof.
  intros L; unfold unknowns_within; rewrite !forallb_forall; intros W t T; specialize (W t T).
  rewrite forallb_forall in *; intros v I; now apply (before_more m), W.
Qed.
Lemma in_order_app atoms : forall n f p, in_order n atoms = true ->
  unknowns_within (numbered_before (n + length atoms)) p = true -> in_order n (atoms ++ [(f,
    p)]) = true.
Proof.
  induction atoms as [|a l IH]; intros n f p; simpl.
  - rewrite Nat.add_0_r; intros _ ->; reflexivity.
  - rewrite !Bool.andb_true_iff; intros (A & O) W; split; [exact A|].
    apply IH; [exact O | now rewrite Nat.add_succ_comm].
Qed.
Lemma valid_app env atoms f p :
  in_order 0 atoms = true -> atoms_valid env atoms -> unknowns_within (numbered_before
    (length atoms)) p = true ->
  atoms_valid (assign_unknown (atom_var (length atoms)) (apply_op F f (pval env p)) env)
    (atoms ++ [(f, p)]).
Proof.
  intros O V W j g r N; set (n := length atoms) in *.
  destruct (Nat.lt_ge_cases j n) as [L|L].
  - rewrite nth_error_app1 in N by exact L.
    assert (R := in_order_nth atoms 0 j (g, r) O N); simpl in R.
    rewrite within_assign by (apply (within_more j); [lia | exact R]).
    rewrite <- (V j g r N); unfold assign_unknown; rewrite before_not; [easy|].
    simpl; rewrite Pos.ltb_lt; lia.
  - rewrite nth_error_app2 in N by exact L.
    destruct (j - length atoms)%nat as [|k] eqn:E; [|destruct k; discriminate].
    injection N as <- <-; assert (j = n) by (unfold n in *; lia); subst j.
    rewrite within_assign by exact W; unfold assign_unknown; now rewrite Pos.eqb_refl.
Qed.
(** All atoms of a list, one after the other, get their values. *)
Lemma start atoms : forall done env, in_order 0 done = true -> atoms_valid env done ->
  in_order (length done) atoms = true ->
  exists env', (forall v, numbered_before (length done) v = true -> env' v = env v)
               /\ in_order 0 (done ++ atoms) = true /\ atoms_valid env' (done ++ atoms).
Proof.
  induction atoms as [|(f, p) l IH]; intros done env O V; simpl.
  - intros _; exists env; rewrite app_nil_r; auto.
  - rewrite Bool.andb_true_iff; intros (W & R).
    destruct (IH (done ++ [(f, p)])
      (assign_unknown (atom_var (length done)) (apply_op F f (pval env p)) env)) as
        (env' & E & O' & V').
    + now apply in_order_app.
    + now apply valid_app.
    + now rewrite app_length, Nat.add_1_r.
    + rewrite <- app_assoc in O', V'; exists env'; split; [|split; assumption].
      intros v B; rewrite E by (rewrite app_length; apply (before_more (length done));
        [lia | exact B]).
      unfold assign_unknown; now rewrite before_not.
Qed.
End Sound.
Arguments atoms_valid {_} _ _ _.  Arguments row_holds {_} _ _.  Arguments rows_hold {_} _ _.
Arguments assign_unknown {_} _ _ _ _.
