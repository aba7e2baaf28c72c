(** * Trees of cases, checked by the kernel

    A certificate cases/1 (docs/certificates.md) shows that some comparisons contradict each
    other: a tree tells cases apart (is the argument of a relu at least 0 or not?), and each
    leaf is a contradiction.  [check_tree] follows the tree; [check_sound] proves that its
    answer [true] means that no values of the unknowns satisfy all comparisons.

    A case may *settle* an atom, that is, say which polynomial it equals from here on: relu(u) is u
    where u >= 0, and 0 elsewhere. *)
From Coq Require Import ZArith QArith.
From NL Require Import Base Xor CaseRationals CaseExpressions CasePolynomials
  CaseAtoms CaseLeaves CaseEnclosures.

Inductive tree :=
| Leaf (l : list summand)
| SplitAtom (j : nat) (a b : tree)                    (* relu, step, sqrt *)
| SplitInv (j : nat) (a b c : tree)
| SplitLog (j e : nat) (a b : tree)                   (* atom e is exp of atom j *)
| SplitRow (k : nat) (a b : tree)                     (* p ≠ 0: p > 0, or -p > 0 *)
| SplitSign (p : poly) (a b : tree)                   (* p >= 0, or -p > 0 *)
| ExpPos (j : nat) (t : tree)
| ExpTaylor (j n : nat) (t : tree)
| ExpSum (i j k : nat) (t : tree)
| Enclose (j : nat) (e : effort) (a b : Q) (t : tree)   (* atom j lies between a and b *)
| Let (f : operator) (p : poly) (t : tree).           (* one more atom *)

Definition pminus (p : poly) : poly := pscale (-1) p.
Fixpoint ptaylor (n : nat) (u : poly) : poly :=
  match n with
  | O => pconst 1
  | S m => padd (ptaylor m u) (pscale (1 # factorial n) (ppow u n))
  end.
Definition exp_arg (atoms : list atom) (s : settled) (j : nat) : option poly :=
  match nth_error atoms j with Some (OExp, p) => Some (psubst s p) | _ => None end.
(** No unknown of number n or later: so that atom n can be given any value. *)
Definition fresh_for (n : nat) (rows : list row) (s : settled) : bool :=
  (forallb (fun r => unknowns_within (numbered_before n) (fst r)) rows
   && forallb (fun vp => numbered_before n (fst vp) && unknowns_within (numbered_before n)
     (snd vp)) s)%bool.

(** [laws]: whether the laws of exp, log and sqrt may be used. *)
Fixpoint check_tree (laws : bool) (rows : list row) (atoms : list atom) (s : settled) (t : tree) :=
  let go new set := check_tree laws (rows ++ new) atoms (set ++ s) in
  match t with
  | Leaf l => match leaf_sum rows s l with Some r => absurd r | None => false end
  | SplitAtom j a b =>
      let v := atom_var j in
      match nth_error atoms j with
      | Some (ORelu, p) => let u := psubst s p in
          (go [(u, Nonneg)] [(v, u)] a && go [(pminus u, Positive)] [(v, [])] b)%bool
      | Some (OStep, p) => let u := psubst s p in
          (go [(u, Positive)] [(v, pconst 1)] a && go [(pminus u, Nonneg)] [(v, [])] b)%bool
      | Some (OSqrt, p) => let u := psubst s p in
          (laws && go [(u, Nonneg); (pvar v, Nonneg); (psub (pmul (pvar v) (pvar v)) u, Zero)] [] a
           && go [(pminus u, Nonneg)] [(v, [])] b)%bool
      | _ => false
      end
  | SplitInv j a b c =>
      let v := atom_var j in
      match nth_error atoms j with
      | Some (OInv, p) => let u := psubst s p in
          let one := (psub (pmul u (pvar v)) (pconst 1), Zero) in
          (go [(u, Positive); one] [] a && go [(pminus u, Positive); one] [] b
           && go [(u, Zero)] [(v, [])] c)%bool
      | _ => false
      end
  | SplitLog j e a b =>
      let v := atom_var j in
      match nth_error atoms j, nth_error atoms e with
      | Some (OLog, p), Some (OExp, q) => let u := psubst s p in
          (laws && poly_eqb q (pvar v)
           && go [(u, Positive); (psub (pvar (atom_var e)) u, Zero)] [] a
           && go [(pminus u, Nonneg)] [(v, [])] b)%bool
      | _, _ => false
      end
  | SplitRow k a b =>
      match nth_error rows k with
      | Some (p, Nonzero) => (go [(p, Positive)] [] a && go [(pminus p, Positive)] [] b)%bool
      | _ => false
      end
  | SplitSign p a b => (go [(p, Nonneg)] [] a && go [(pminus p, Positive)] [] b)%bool
  | ExpPos j a =>
      match exp_arg atoms s j with
      | Some _ => (laws && go [(pvar (atom_var j), Positive)] [] a)%bool
      | None => false
      end
  | ExpTaylor j n a =>
      match exp_arg atoms s j with
      | Some u => (laws && Nat.odd n && go [(psub (pvar (atom_var j)) (ptaylor n u),
        Nonneg)] [] a)%bool
      | None => false
      end
  | ExpSum i j k a =>
      match exp_arg atoms s i, exp_arg atoms s j, exp_arg atoms s k with
      | Some x, Some y, Some z =>
          (laws && poly_eqb (padd x y) z
           && go [(psub (pmul (pvar (atom_var i)) (pvar (atom_var j))) (pvar (atom_var k)),
             Zero)] [] a)%bool
      | _, _, _ => false
      end
  | Enclose j e x y a =>
      let v := atom_var j in
      match nth_error atoms j with
      | Some (f, p) =>
          match constant_of (psubst s p) with
          | Some c =>
              (laws && encloses f e c x y &&
               go [(psub (pvar v) (pconst x), Nonneg);
               (psub (pconst y) (pvar v), Nonneg)] [] a)%bool
          | None => false
          end
      | None => false
      end
  | Let f p a =>
      let n := length atoms in
      (unknowns_within (numbered_before n) p && fresh_for n rows s &&
        check_tree laws rows (atoms ++ [(f, p)]) s a)%bool
  end.

(** ** Why [true] can be believed *)
Section Sound.
Variable K : OrdField.
Variable F : Functions K.
Add Ring Kring : (ring_ax K).
Implicit Types env : positive -> K.
Variable laws : bool.
Hypothesis lawfully : laws = true -> lawful F.
Lemma ptaylor_ok env n u : pval env (ptaylor n u) = taylor n (pval env u).
Proof.
  induction n as [|n IH]; [exact (eq_trans (pconst_ok K env 1) (of_Q_one K))|].
  cbn [ptaylor taylor]; now rewrite padd_ok, IH, scale_ok, ppow_ok.
Qed.
Lemma exp_arg_ok env atoms s j u : atoms_valid F env atoms -> agrees_with env s ->
  exp_arg atoms s j = Some u -> env (atom_var j) = fexp F (pval env u).
Proof.
  unfold exp_arg; intros V A H; destruct (nth_error atoms j) as [([], p)|] eqn:N; try discriminate.
  injection H as <-; rewrite subst_ok by exact A; exact (V j OExp p N).
Qed.
Lemma rows_app env rows new : rows_hold env rows ->
  Forall (row_holds env) new -> rows_hold env (rows ++ new).
Proof.
  intros R N r I; apply in_app_or in I; destruct I as [I|I]; [now apply R|].
  rewrite Forall_forall in N; now apply N.
Qed.
Lemma minus_ok env p : pval env (pminus p) = - pval env p.
Proof. unfold pminus; normal; ring. Qed.
Lemma recip_cases (u : K) :
  0 < u /\ u * reciprocal u = 1 \/ 0 < - u /\ u * reciprocal u = 1 \/ u = 0 /\ reciprocal u = 0.
Proof.
  unfold reciprocal; destruct (le_dec u 0) as [H|H].
  - destruct (le_dec 0 u) as [G|G].
    + right; right; split; [now apply (le_antisym K) | reflexivity].
    + right; left; apply not_le_lt, lt_sub in G; split; [by_cert G|].
      apply inv_r; intros ->; by_cert G.
  - left; split; [exact H|]; apply inv_r; intros ->; exact (H (le_refl K 0)).
Qed.

(** The rows so far hold, and so do the new ones: one goal for each. *)
Ltac more_rows R :=
  apply rows_app; [exact R|]; repeat (apply Forall_cons || apply Forall_nil); unfold row_holds, fst,
    snd; normal;
  rewrite ?minus_ok.

Theorem check_sound t : forall rows atoms s env,
  in_order 0 atoms = true -> atoms_valid F env atoms -> agrees_with env s -> rows_hold env rows ->
  check_tree laws rows atoms s t = true -> False.
Proof.
  induction t as [l|j a IHa b IHb|j a IHa b IHb c IHc|j e a IHa b IHb|k a IHa b IHb
                 |p a IHa b IHb|j a IHa|j n a IHa|i j k a IHa|j e x y a IHa|f p a IHa];
    intros rows atoms s env O V A R C; cbn [check_tree] in C.
  - destruct (leaf_sum rows s l) as [r|] eqn:E; [|discriminate].
    exact (absurd_ok K env r C (total_ok K env rows s A R l r E)).
  - destruct (nth_error atoms j) as [([], p)|] eqn:N; try discriminate; apply V in N; simpl in N;
      set (u := psubst s p) in *; rewrite <- (subst_ok K env s p A) in N; fold u in N.
    + apply Bool.andb_true_iff in C; destruct C as (CA & CB).
      destruct (le_or_lt 0 (pval env u)) as [H|H].
      * apply (IHa _ _ _ env O V) in CA; [exact CA | |].
        -- apply agrees_cons; [exact A|]; now rewrite N, relu_pos.
        -- more_rows R; exact H.
      * apply (IHb _ _ _ env O V) in CB; [exact CB | |].
        -- apply agrees_cons; [exact A|]; rewrite N, relu_neg; [reflexivity | now apply lt_le].
        -- more_rows R; by_cert (proj1 lt_sub H).
    + apply Bool.andb_true_iff in C; destruct C as (CA & CB); unfold stepped in N.
      destruct (le_dec (pval env u) 0) as [H|H].
      * apply (IHb _ _ _ env O V) in CB; [exact CB | |].
        -- now apply agrees_cons.
        -- more_rows R; by_cert (proj1 le_sub H).
      * apply (IHa _ _ _ env O V) in CA; [exact CA | |].
        -- apply agrees_cons; [exact A|]; now rewrite N; normal.
        -- more_rows R; exact H.
    + rewrite !Bool.andb_true_iff in C; destruct C as ((L & CA) & CB); apply lawfully in L.
      destruct (le_or_lt 0 (pval env u)) as [H|H].
      * apply (IHa _ _ _ env O V) in CA; [exact CA | exact A |].
        more_rows R; rewrite ?pvar_ok, ?N; [exact H | now apply sqrt_nonneg |].
        rewrite (sqrt_square L) by exact H; ring.
      * apply lt_le in H; apply (IHb _ _ _ env O V) in CB; [exact CB | |].
        -- apply agrees_cons; [exact A|]; rewrite N; now apply sqrt_else.
        -- more_rows R; by_cert (proj1 le_sub H).
  - destruct (nth_error atoms j) as [([], p)|] eqn:N; try discriminate; apply V in N; simpl in N;
      set (u := psubst s p) in *; rewrite <- (subst_ok K env s p A) in N; fold u in N.
    rewrite !Bool.andb_true_iff in C; destruct C as ((CA & CB) & CC).
    destruct (recip_cases (pval env u)) as [(P & E)|[(P & E)|(P & E)]]; rewrite <- N in E.
    + apply (IHa _ _ _ env O V) in CA; [exact CA | exact A |].
      more_rows R; [exact P | rewrite pvar_ok, E; ring].
    + apply (IHb _ _ _ env O V) in CB; [exact CB | exact A |].
      more_rows R; [exact P | rewrite pvar_ok, E; ring].
    + apply (IHc _ _ _ env O V) in CC; [exact CC | |].
      * apply agrees_cons; [exact A | exact E].
      * more_rows R; exact P.
  - destruct (nth_error atoms j) as [([], p)|] eqn:N; try discriminate.
    destruct (nth_error atoms e) as [([], q)|] eqn:M; try discriminate.
    apply V in N; apply V in M; simpl in N, M.
    set (u := psubst s p) in *; rewrite <- (subst_ok K env s p A) in N; fold u in N.
    rewrite !Bool.andb_true_iff in C; destruct C as (((L & E) & CA) & CB); apply lawfully in L.
    apply (poly_eqb_ok K env) in E; rewrite pvar_ok in E; rewrite E, N in M.
    destruct (le_dec (pval env u) 0) as [H|H].
    + apply (IHb _ _ _ env O V) in CB; [exact CB | |].
      * apply agrees_cons; [exact A|]; rewrite N; now apply log_else.
      * more_rows R; by_cert (proj1 le_sub H).
    + apply (IHa _ _ _ env O V) in CA; [exact CA | exact A |].
      more_rows R; [exact H|]; rewrite pvar_ok, M, (exp_log L) by exact H; ring.
  - destruct (nth_error rows k) as [(p, [])|] eqn:N; try discriminate.
    assert (T := R _ (nth_error_In _ _ N)); unfold row_holds in T; simpl in T.
    apply Bool.andb_true_iff in C; destruct C as (CA & CB).
    destruct (sign K (pval env p)) as [H|[H|H]]; [| now destruct T |].
    + apply (IHa _ _ _ env O V) in CA; [exact CA | exact A |]; more_rows R; exact H.
    + apply (IHb _ _ _ env O V) in CB; [exact CB | exact A |]; more_rows R; exact H.
  - apply Bool.andb_true_iff in C; destruct C as (CA & CB).
    destruct (le_or_lt 0 (pval env p)) as [H|H].
    + apply (IHa _ _ _ env O V) in CA; [exact CA | exact A |]; more_rows R; exact H.
    + apply (IHb _ _ _ env O V) in CB; [exact CB | exact A |]; more_rows R.
      by_cert (proj1 lt_sub H).
  - destruct (exp_arg atoms s j) as [u|] eqn:E; [|discriminate].
    rewrite !Bool.andb_true_iff in C; destruct C as (L & CA); apply lawfully in L.
    apply (IHa _ _ _ env O V) in CA; [exact CA | exact A |]; more_rows R.
    rewrite pvar_ok, (exp_arg_ok env atoms s j u V A E); now apply exp_pos.
  - destruct (exp_arg atoms s j) as [u|] eqn:E; [|discriminate].
    rewrite !Bool.andb_true_iff in C; destruct C as ((L & D) & CA); apply lawfully in L.
    apply (IHa _ _ _ env O V) in CA; [exact CA | exact A |]; more_rows R.
    rewrite pvar_ok, ptaylor_ok, (exp_arg_ok env atoms s j u V A E).
    apply (proj1 le_sub), exp_taylor; [exact L | now apply Nat.odd_spec].
  - destruct (exp_arg atoms s i) as [x|] eqn:E1; [|discriminate].
    destruct (exp_arg atoms s j) as [y|] eqn:E2; [|discriminate].
    destruct (exp_arg atoms s k) as [z|] eqn:E3; [|discriminate].
    rewrite !Bool.andb_true_iff in C; destruct C as ((L & E) & CA); apply lawfully in L.
    apply (poly_eqb_ok K env) in E; rewrite padd_ok in E.
    apply (IHa _ _ _ env O V) in CA; [exact CA | exact A |]; more_rows R.
    rewrite !pvar_ok, (exp_arg_ok env atoms s i x V A E1), (exp_arg_ok env atoms s j y V A E2),
      (exp_arg_ok env atoms s k z V A E3), <- E, (exp_add L); ring.
  - destruct (nth_error atoms j) as [(f, p)|] eqn:N; [|discriminate]; apply V in N.
    destruct (constant_of (psubst s p)) as [c|] eqn:E; [|discriminate].
    apply (constant_ok K env) in E; rewrite subst_ok in E by exact A; rewrite E in N.
    rewrite !Bool.andb_true_iff in C; destruct C as ((L & B) & CA); apply lawfully in L.
    apply (encloses_ok K F L) in B; rewrite <- N in B; destruct B as (B & B').
    apply (IHa _ _ _ env O V) in CA; [exact CA | exact A |]; more_rows R; rewrite pvar_ok.
    + exact (proj1 le_sub B).
    + exact (proj1 le_sub B').
  - rewrite !Bool.andb_true_iff in C; destruct C as ((W & FR) & C).
    unfold fresh_for in FR; rewrite Bool.andb_true_iff, !forallb_forall in FR.
    destruct FR as (FR & FS).
    apply (IHa _ _ _ (assign_unknown (atom_var (length atoms)) (apply_op F f
      (pval env p)) env)) in C;
      [exact C | now apply in_order_app | now apply valid_app | |].
    + intros v q Q; assert (Q' := A v q Q); apply look_up_In in Q; specialize (FS _ Q).
      apply Bool.andb_true_iff in FS; destruct FS as (B & W'); simpl in B, W'.
      rewrite within_assign by exact W'; unfold assign_unknown; rewrite before_not by exact B.
      exact Q'.
    + intros r I; specialize (FR r I); assert (T := R r I); unfold row_holds in *.
      now rewrite within_assign.
Qed.
End Sound.
