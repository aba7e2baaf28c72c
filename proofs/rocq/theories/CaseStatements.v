(** * Statements of the corpus, and what proves them

    A file that [nlverify recheck --kernel] writes consists of theorems of the kinds below, for
    the expressions, points and labels of one statement.json.  Read the definitions: they are what
    is proved.  The certificate comes in as a tree and a list of atoms, of which nothing is
    assumed: if the tree is wrong, a computation does not end in [true], and Rocq rejects
    the theorem. *)
From Coq Require Import ZArith QArith.
From NL Require Import Base Affine Xor Farkas CaseRationals CaseExpressions CasePolynomials
  CaseAtoms CaseLeaves CaseTree.

(** ** Comparisons that contradict each other *)
Fixpoint no_atoms (e : expr) : bool :=                  (* every unknown is one of the statement *)
  match e with
  | Var v => numbered_before 0 v
  | Cst _ => true
  | Add a b | Sub a b | Mul a b | Max a b | Min a b => (no_atoms a && no_atoms b)%bool
  | Neg a | Div a _ | Pow a _ | App _ a | Abs a | Clip a | Leaky _ a => no_atoms a
  end.
Definition refutes (laws : bool) (cs : list comparison) (atoms : list atom) (t : tree) : bool :=
  (forallb (fun c : comparison => let (_, a, b) := c in no_atoms a && no_atoms b) cs &&
    in_order 0 atoms
   && match compile_rows atoms cs with Some rows => check_tree laws rows atoms [] t
     | None => false end)%bool.

Section Comparisons.
Variable K : OrdField.
Variable F : Functions K.

Lemma plain_eval (x y : positive -> K) e : (forall v, numbered_before 0 v = true -> x v = y v) ->
  no_atoms e = true -> value_of F x e = value_of F y e.
Proof.
  intro E; induction e; simpl; rewrite ?Bool.andb_true_iff; intro P;
    try (destruct P as (P1 & P2); rewrite IHe1, IHe2 by assumption);
    try rewrite IHe by assumption; auto.
Qed.

Theorem refute laws cs atoms t : (laws = true -> lawful F) ->
  refutes laws cs atoms t = true -> ~ exists x, all_hold F x cs.
Proof.
  unfold refutes; rewrite !Bool.andb_true_iff; intros L ((P & O) & C) (x & H).
  destruct (compile_rows atoms cs) as [rows|] eqn:E; [|discriminate].
  destruct (start K F atoms [] x eq_refl) as (y & S & O' & V).
  - intros [|j] f p; discriminate.
  - exact O.
  - apply (check_sound K F laws L t rows atoms [] y O' V).
    + intros v p; discriminate.
    + apply (compile_rows_ok K F y atoms V cs rows E).
      intros c I; specialize (H c I); rewrite forallb_forall in P; specialize (P c I).
      destruct c as [r a b]; apply Bool.andb_true_iff in P; destruct P as (PA & PB); simpl in *.
      now rewrite (plain_eval y x a), (plain_eval y x b).
    + exact C.
Qed.

(** [forall]: wherever all of [given] hold, one of [then_] does. *)
Theorem prove_forall laws given then_ atoms t : (laws = true -> lawful F) ->
  refutes laws (given ++ map opposite_of then_) atoms t = true ->
  forall x, all_hold F x given -> some_holds F x then_.
Proof.
  intros L R x G.
  assert (D : {some_holds F x then_} + {~ some_holds F x then_}).
  { clear; induction then_ as [|c l [S|S]].
    - right; intros (c & [] & _).
    - left; destruct S as (d & I & H); exists d; split; [now right | exact H].
    - destruct (holds_dec K F x c) as [H|H]; [left; exists c; split; [now left | exact H]|].
      right; intros (d & [<-|I] & H'); [contradiction | apply S; now exists d]. }
  destruct D as [D|D]; [exact D | exfalso].
  apply (refute laws _ atoms t L R); exists x; intros c I; apply in_app_or in I.
  destruct I as [I|I]; [now apply G|]; apply in_map_iff in I; destruct I as (d & <- & I).
  apply opposite_holds; intro H; apply D; now exists d.
Qed.
End Comparisons.

(** ** Tables: points and what a function should do there *)
Inductive readout := Above | AtLeast.                 (* a unit fires at f > 0, or at f >= 0 *)
Inductive unit_family := AffineUnit | AffineNetwork | ScaledAffineNetwork | MonotoneUnit.

Definition well_formed {A} (n : nat) (points : list (list Q)) (values : list A) : bool :=
  (forallb (fun p => Nat.eqb (length p) n) points && Nat.eqb (length points) (length values))%bool.

Section Tables.
Variable K : OrdField.
Add Ring Kring : (ring_ax K).
Implicit Types f : vec K -> K.

Definition at_point (p : list Q) : vec K := fun i => of_Q (nth i p 0%Q).
Definition fires_at (r : readout) (y : K) : Prop := match r with Above => 0 < y
  | AtLeast => 0 <= y end.
Definition classifies r f points labels := forall p l,
  In (p, l) (combine points labels) -> (fires_at r (f (at_point p)) <-> l = true).
Definition takes f points values := forall p v,
  In (p, v) (combine points values) -> f (at_point p) = of_Q v.

(** Affine layers whose outputs are multiplied by matrices: [C k], square, for layer k. *)
Fixpoint run_times (C : nat -> mat K) {m p} (N : net K m p) : vec K -> vec K :=
  match N with
  | Input n => fun x => x
  | @Layer _ m n p A b rest => fun x =>
      run_times (fun k => C (S k)) rest (mv n (C O) (fun i => mv m A x i + b i))
  end.
Definition monotone_map (g : K -> K) :=
  (forall x y, x <= y -> g x <= g y) \/ (forall x y, x <= y -> g y <= g x).
Definition affine_map n f := exists w b, forall x, f x = score K n w b x.
Definition belongs (a : unit_family) n f : Prop :=
  match a with
  | AffineUnit => affine_map n f
  | AffineNetwork => exists N : net K n 1, forall x, f x = run N x O
  | ScaledAffineNetwork => exists (C : nat -> mat K) (N : net K n 1), forall x,
    f x = run_times C N x O
  | MonotoneUnit => exists g w b t, monotone_map g /\ forall x, f x = g (score K n w b x) - t
  end.

Definition not_separable a r n points labels :=
  well_formed n points labels = true /\
  ~ exists f, belongs a n f /\ classifies r f points labels.
Definition not_affine a n points values :=
  well_formed n points values = true /\
  ~ exists f, belongs a n f /\ takes f points values.

(** *** A stack of layers is one affine map *)
Fixpoint multiplied (C : nat -> mat K) {m p} (N : net K m p) : net K m p :=
  match N with
  | Input n => Input n
  | @Layer _ m n p A b rest =>
      @Layer K m n p A b (@Layer K n n p (C O) (fun _ => 0) (multiplied (fun k => C (S k)) rest))
  end.
Lemma run_times_ok m p (N : net K m p) : forall C x i, (i < p)%nat ->
  run_times C N x i = run (multiplied C N) x i.
Proof.
  induction N as [n|m n p A b rest IH]; intros C x i L; [reflexivity|].
  cbn [run_times multiplied run]; rewrite IH by exact L.
  apply run_ext; [|exact L]; intros j _; ring.
Qed.
Lemma member_affine a n f : a <> MonotoneUnit -> belongs a n f -> affine_map n f.
Proof.
  destruct a; intros M H; [exact H | | | now destruct M].
  - destruct H as (N & H); exists (W N O), (B N O); intro x.
    rewrite H, affine_collapse by auto; reflexivity.
  - destruct H as (C & N & H); exists (W (multiplied C N) O), (B (multiplied C N) O); intro x.
    rewrite H, run_times_ok, affine_collapse by auto; reflexivity.
Qed.

(** *** The rows: unknowns 2, 4, …, 2n are the weights, 2n + 2 is the bias *)
Definition weight_var (i : nat) : expr := Var (xO (Pos.of_succ_nat i)).
Fixpoint dot_expr (n : nat) (p : list Q) : expr :=
  match n with O => Cst 0 | S k => Add (dot_expr k p) (Mul (weight_var k) (Cst (nth k p 0%Q))) end.
Definition unit_at (n : nat) (p : list Q) : expr := Add (dot_expr n p) (weight_var n).
Definition weights_assigned (n : nat) (w : vec K) (b : K) : positive -> K := fun v =>
  match v with
  | xO q => let i := pred (Pos.to_nat q) in if Nat.ltb i n then w i else b
  | _ => 0
  end.
Lemma unit_at_ok F n w b p :
  value_of F (weights_assigned n w b) (unit_at n p) = score K n w b (at_point p).
Proof.
  assert (D : forall m, (m <= n)%nat ->
    value_of F (weights_assigned n w b) (dot_expr m p) = sum m (fun i => w i * at_point p i)).
  { induction m as [|m IH]; intro L; [apply of_Q_zero|].
    cbn [dot_expr value_of sum weight_var]; rewrite IH by lia; unfold weights_assigned;
      rewrite SuccNat2Pos.id_succ.
    simpl pred; rewrite (proj2 (Nat.ltb_lt m n)) by lia; reflexivity. }
  unfold unit_at, score; cbn [value_of weight_var]; rewrite D by auto; unfold weights_assigned.
  rewrite SuccNat2Pos.id_succ; simpl pred; now rewrite Nat.ltb_irrefl.
Qed.

Definition label_row (r : readout) (e : expr) (l : bool) : comparison :=
  Cmp match r, l with Above, true => Gt | Above, false => Le | AtLeast, true => Ge | AtLeast,
    false => Lt end
      e (Cst 0).
Definition label_rows r n points labels : list comparison :=
  map (fun pl => label_row r (unit_at n (fst pl)) (snd pl)) (combine points labels).
Lemma label_row_ok F x r e l : (fires_at r (value_of F x e) <-> l = true) ->
  cmp_holds F x (label_row r e l).
Proof.
  unfold label_row; destruct r, l; simpl; rewrite of_Q_zero; intros (A & B); auto.
  - apply not_lt_le; intro H; now apply A in H.
  - intro H; now apply A in H.
Qed.
Definition no_functions : Functions K := Build_Functions K (fun x => x) (fun x => x) (fun x => x).

Theorem prove_not_separable a r n points labels t : a <> MonotoneUnit ->
  (well_formed n points labels && refutes false (label_rows r n points labels) [] t)%bool = true ->
  not_separable a r n points labels.
Proof.
  rewrite Bool.andb_true_iff; intros M (W & R); split; [exact W|]; intros (f & H & C).
  destruct (member_affine a n f M H) as (w & b & E).
  apply (refute K no_functions false _ [] t ltac:(discriminate) R).
  exists (weights_assigned n w b); intros c I; apply in_map_iff in I; destruct I as ((p,
    l) & <- & I).
  apply label_row_ok; unfold fst, snd; rewrite unit_at_ok, <- E; now apply C.
Qed.

Definition value_rows n points values : list comparison :=
  map (fun pv => Cmp Eq (unit_at n (fst pv)) (Cst (snd pv))) (combine points values).
Theorem prove_not_affine a n points values t : a <> MonotoneUnit ->
  (well_formed n points values && refutes false (value_rows n points values) [] t)%bool = true ->
  not_affine a n points values.
Proof.
  rewrite Bool.andb_true_iff; intros M (W & R); split; [exact W|]; intros (f & H & C).
  destruct (member_affine a n f M H) as (w & b & E).
  apply (refute K no_functions false _ [] t ltac:(discriminate) R).
  exists (weights_assigned n w b); intros c I; apply in_map_iff in I; destruct I as ((p,
    v) & <- & I).
  change (value_of no_functions (weights_assigned n w b) (unit_at n p) = of_Q v).
  rewrite unit_at_ok, <- E; now apply C.
Qed.

(** A point with label 1 and one with label 0: a non-decreasing g tells them apart only if the
    first has the larger score; a non-increasing one does with the weights' signs changed. *)
Definition with_label (l : bool) (points : list (list Q)) labels : list (list Q) :=
  map fst (filter (fun pl => Bool.eqb (snd pl) l) (combine points labels)).
Definition pair_rows n points labels : list comparison :=
  flat_map (fun p => map (fun q => Cmp Gt (unit_at n p) (unit_at n q))
    (with_label false points labels))
           (with_label true points labels).
Lemma with_label_In l points labels p :
  In p (with_label l points labels) -> In (p, l) (combine points labels).
Proof.
  intro I; apply in_map_iff in I; destruct I as ((q, m) & <- & I); apply filter_In in I.
  destruct I as (I & E); apply Bool.eqb_prop in E; simpl in E; now subst m.
Qed.
Lemma score_opp n w b x : score K n (fun i => - w i) (- b) x = - score K n w b x.
Proof.
  unfold score; rewrite (sum_ext K n (fun i => - w i * x i) (fun i => - (1) * (w i * x i)))
    by (intros; ring); rewrite sum_mul_l; ring.
Qed.
Theorem prove_not_separable_monotone r n points labels t :
  (well_formed n points labels && refutes false (pair_rows n points labels) [] t)%bool = true ->
  not_separable MonotoneUnit r n points labels.
Proof.
  rewrite Bool.andb_true_iff; intros (W & R); split; [exact W|].
  intros (f & (g & w & b & s & M & H) & C).
  assert (apart : forall p q, In p (with_label true points labels) ->
    In q (with_label false points labels) ->
    ~ g (score K n w b (at_point p)) <= g (score K n w b (at_point q))).
  { intros p q P Q L; apply with_label_In in P; apply with_label_In in Q.
    assert (Y := proj2 (C p true P) eq_refl).
    assert (N : ~ fires_at r (f (at_point q))) by (intro X; now apply (C q false Q) in X).
    rewrite H in Y, N; apply N; clear N; apply le_sub in L; destruct r; simpl in *.
    - by_cert (add_pos_nonneg Y L).
    - by_cert (add_nonneg Y L). }
  apply (refute K no_functions false _ [] t ltac:(discriminate) R).
  destruct M as [M|M]; [exists (weights_assigned n w b) | exists (weights_assigned n
    (fun i => - w i) (- b))];
    intros c I; apply in_flat_map in I; destruct I as (p & P & I);
    apply in_map_iff in I; destruct I as (q & <- & Q);
    cbn [cmp_holds related]; rewrite !unit_at_ok, ?score_opp; intro L; apply (apart p q P Q), M;
    [exact L | by_cert (proj1 le_sub L)].
Qed.
End Tables.
