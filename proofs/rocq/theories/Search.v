(** * Inequalities over any ordered field: a search, and a check of what it finds

    Is a system of inequalities impossible?  Often a sum of multiples of them (or of products of
    two of them) says 0 > 0: that is a certificate.  Rocq comes with a search for such sums over
    the rational numbers, and with a checker that is proven correct for every ordered ring.  Here
    the two meet an ordered field [K]: the rational numbers are embedded in [K] by [rat], and a
    certificate that the checker accepts refutes the system in [K].  The search is not trusted.

    The tactics are at the end: [linear] looks for sums, [nonlinear] for sums of products too. *)
From Coq Require Import NArith ZArith QArith OrderedRing RingMicromega EnvRing InitialRing.
From Coq.micromega Require Import Refl Tauto.
From Coq Require Lqa.
From NL Require Import Base.
Local Open Scope nl_scope.

(** ** 1. Rational numbers in an ordered field *)
Section Rat.
Variable K : OrdField.
Add Ring Kring : (ring_ax K).

Definition whole (z : Z) : K := gen_phiZ 0 1 add mul opp z.
Definition rat (q : Q) : K := whole (Qnum q) * inv (whole (Zpos (Qden q))).

Lemma whole_morph : ring_morph (0 : K) 1 add mul sub opp eq 0%Z 1%Z
  Z.add Z.mul Z.sub Z.opp Zeq_bool whole.
Proof. exact (gen_phiZ_morph (Eqsth K) (Eq_ext _ _ _) (ring_ax K)). Qed.
Lemma whole_add a b : whole (a + b)%Z = whole a + whole b.
Proof. exact (morph_add whole_morph a b). Qed.
Lemma whole_mul a b : whole (a * b)%Z = whole a * whole b.
Proof. exact (morph_mul whole_morph a b). Qed.
Lemma whole_opp a : whole (- a)%Z = - whole a.
Proof. exact (morph_opp whole_morph a). Qed.
Lemma whole_pos p : 0 < whole (Zpos p).
Proof.
  induction p as [|p IH] using Pos.peano_ind; [exact (one_pos K)|].
  rewrite Pos2Z.inj_succ, <- Z.add_1_r, whole_add.
  exact (add_pos IH (one_pos K)).
Qed.
Lemma whole_inv p : whole (Zpos p) * inv (whole (Zpos p)) = 1.
Proof. apply inv_r, pos_neq, whole_pos. Qed.
Lemma whole_cancel p (x y : K) : whole (Zpos p) * x = whole (Zpos p) * y -> x = y.
Proof.
  intro E; assert (I := whole_inv p); set (w := whole (Zpos p)) in *.
  transitivity (w * x * inv w); [|rewrite E].
  - transitivity (w * inv w * x); [rewrite I|]; ring.
  - transitivity (w * inv w * y); [|rewrite I]; ring.
Qed.

(** [rat q] is the only number that the denominator of [q] takes to its numerator. *)
Lemma rat_spec q : whole (Zpos (Qden q)) * rat q = whole (Qnum q).
Proof.
  assert (I := whole_inv (Qden q)); unfold rat; set (w := whole (Zpos (Qden q))) in *.
  transitivity (whole (Qnum q) * (w * inv w)); [|rewrite I]; ring.
Qed.
Lemma rat_unique q x : whole (Zpos (Qden q)) * x = whole (Qnum q) -> x = rat q.
Proof. intro E; apply (whole_cancel (Qden q)); now rewrite rat_spec. Qed.
Lemma rat_zero : rat 0%Q = 0.
Proof. symmetry; apply rat_unique; unfold whole; simpl; ring. Qed.
Lemma rat_one : rat 1%Q = 1.
Proof. symmetry; apply rat_unique; unfold whole; simpl; ring. Qed.
Lemma rat_add p q : rat (p + q)%Q = rat p + rat q.
Proof.
  symmetry; apply rat_unique; assert (P := rat_spec p); assert (R := rat_spec q).
  destruct p as [a b], q as [c d]; cbn -[whole rat] in *.
  rewrite Pos2Z.inj_mul, whole_add, !whole_mul, <- P, <- R; ring.
Qed.
Lemma rat_mul p q : rat (p * q)%Q = rat p * rat q.
Proof.
  symmetry; apply rat_unique; assert (P := rat_spec p); assert (R := rat_spec q).
  destruct p as [a b], q as [c d]; cbn -[whole rat] in *.
  rewrite Pos2Z.inj_mul, !whole_mul, <- P, <- R; ring.
Qed.
Lemma rat_opp p : rat (- p)%Q = - rat p.
Proof.
  symmetry; apply rat_unique; assert (P := rat_spec p); destruct p as [a b].
  cbn -[whole rat] in *; rewrite whole_opp, <- P; ring.
Qed.
Lemma rat_sub p q : rat (p - q)%Q = rat p - rat q.
Proof. unfold Qminus; rewrite rat_add, rat_opp; ring. Qed.
Lemma rat_eq p q : (p == q)%Q -> rat p = rat q.
Proof.
  intro E; apply rat_unique, (whole_cancel (Qden p)); assert (P := rat_spec p).
  destruct p as [a b], q as [c d]; unfold Qeq in E; cbn -[whole rat] in *.
  transitivity (whole (Zpos d) * (whole (Zpos b) * rat (a # b))); [ring|].
  rewrite P, <- !whole_mul; f_equal; lia.
Qed.
Lemma rat_pos q : (0 < q)%Q -> 0 < rat q.
Proof.
  destruct q as [[|a|a] b]; intro H; try (now unfold Qlt in H).
  assert (E := rat_spec (Zpos a # b)); cbn -[whole rat] in E.
  destruct (sign K (rat (Zpos a # b))) as [S|[S|S]]; [exact S|exfalso|exfalso].
  - rewrite S in E; apply (pos_neq _ _ (whole_pos a)); rewrite <- E; ring.
  - apply (pos_neq _ _ (add_pos (mul_pos (whole_pos b) S) (whole_pos a))); rewrite <- E; ring.
Qed.
Lemma rat_le p q : (p <= q)%Q -> rat p <= rat q.
Proof.
  intro L; apply Qle_lteq in L; destruct L as [L|E]; [|rewrite (rat_eq _ _ E); apply le_refl].
  apply Qlt_minus_iff, rat_pos in L; rewrite rat_add, rat_opp in L; by_cert L.
Qed.

(** ** 2. The standard library's checker of certificates works over every ordered field *)
Lemma K_sor : SOR (0 : K) 1 add mul sub opp eq le lt.
Proof.
  constructor; try (intros; subst; reflexivity).
  - apply Eqsth.
  - exact (ring_ax K).
  - exact (le_refl K).
  - exact (le_antisym K).
  - exact (le_trans K).
  - intros x y; split.
    + intro L; split; [now apply lt_le | intros ->; now apply (lt_irrefl K y)].
    + intros [L N] G; apply N; now apply le_antisym.
  - intros x y; destruct (le_dec y x) as [L|L]; [|now left].
    destruct (le_dec x y) as [G|G]; [right; left; now apply le_antisym | right; now right].
  - intros x y z L; apply le_sub; apply le_sub in L.
    now replace (z + y - (z + x)) with (y - x) by ring.
  - exact (mul_pos_ax K).
  - exact (fun E => one_neq_zero K (eq_sym E)).
Qed.

Definition pow_nat (x : K) (n : nat) : K := pow_N 1 mul x (N.of_nat n).
Lemma K_addon : SORaddon (0 : K) 1 add mul sub opp eq le 0%Q 1%Q Qplus Qmult Qminus Qopp
  Qeq_bool Qle_bool rat N.to_nat pow_nat.
Proof.
  constructor.
  - constructor; [exact rat_zero | exact rat_one | exact rat_add | exact rat_sub | exact rat_mul |
      exact rat_opp |]; intros x y E; now apply rat_eq, Qeq_bool_eq.
  - constructor; intros; unfold pow_nat; now rewrite N2Nat.id.
  - intros x y E F; apply Qeq_bool_neq in E; apply E; clear E.
    destruct (Q_dec x y) as [[L|L]|E]; [exfalso|exfalso|exact E];
      apply Qlt_minus_iff, rat_pos in L; rewrite rat_add, rat_opp, F in L;
      apply (pos_neq _ _ L); ring.
  - intros x y L; now apply rat_le, Qle_bool_imp_le.
Qed.

Definition atom_holds (env : PolEnv K) (f : Formula Q) : Prop :=
  eval_formula add mul sub opp eq le lt rat N.to_nat pow_nat env f.
Lemma atom_holds_dec env f : {atom_holds env f} + {~ atom_holds env f}.
Proof.
  destruct f as [l o r]; unfold atom_holds, eval_formula.
  set (x := eval_pexpr _ _ _ _ _ _ _ env l); set (y := eval_pexpr _ _ _ _ _ _ _ env r).
  clearbody x y; clear.
  assert (E : {x = y} + {x <> y}).
  { destruct (le_dec x y) as [A|A]; [destruct (le_dec y x) as [B|B]|].
    - left; now apply le_antisym.
    - right; intros ->; exact (B (le_refl K y)).
    - right; intros ->; exact (A (le_refl K y)). }
  destruct o; simpl; unfold lt.
  - exact E.
  - destruct E; [right | left]; auto.
  - apply le_dec.
  - apply le_dec.
  - destruct (le_dec y x); [right | left]; auto.
  - destruct (le_dec x y); [right | left]; auto.
Defined.
Definition atom_value (env : PolEnv K) (k : kind) (f : Formula Q) : rtyp k :=
  match k with
  | isProp => atom_holds env f
  | isBool => if atom_holds_dec env f then true else false
  end.
Lemma hold_atom_value env k f : hold k (atom_value env k f) <-> atom_holds env f.
Proof.
  destruct k; simpl; [easy|]; unfold is_true; destruct (atom_holds_dec env f); split; easy.
Qed.

Definition accepts_refutation : BFormula (Formula Q) isProp -> list (Psatz Q) -> bool :=
  @tauto_checker (Formula Q) (NFormula Q) unit (check_inconsistent 0%Q Qeq_bool Qle_bool)
    (nformula_plus_nformula 0%Q Qplus Qeq_bool)
    (@cnf_normalise Q 0%Q 1%Q Qplus Qmult Qminus Qopp Qeq_bool Qle_bool unit)
    (@cnf_negate Q 0%Q 1%Q Qplus Qmult Qminus Qopp Qeq_bool Qle_bool unit) (Psatz Q)
    (fun cl =>
      check_normalised_formulas 0%Q 1%Q Qplus Qmult Qeq_bool Qle_bool (List.map fst cl)).
Lemma accepts_refutation_sound f w : accepts_refutation f w = true ->
  forall env, eval_bf (atom_value env) f.
Proof.
  unfold accepts_refutation; intros H env; revert H env.
  apply tauto_checker_sound with
    (eval' := fun env => eval_nformula (0 : K) add mul eq le lt rat env).
  - intros; apply (eval_nformula_dec K_sor).
  - intros t H env; destruct t; now apply (check_inconsistent_sound K_sor K_addon).
  - intros t t' u E env A B; exact (nformula_plus_nformula_correct K_sor K_addon env t t' A B E).
  - intros env b t tg H; apply hold_atom_value; revert H.
    apply (cnf_normalise_correct K_sor K_addon).
  - intros env b t tg H; rewrite hold_eNOT, hold_atom_value; revert H.
    apply (cnf_negate_correct K_sor K_addon).
  - intros t v H env; unfold eval_tt.
    rewrite make_impl_map with (eval := eval_nformula 0 add mul eq le lt rat env).
    + now apply (checker_nf_sound K_sor K_addon _ v).
    + intros; reflexivity.
Qed.

(** ** 3. A system of facts, its formula, and its refutation *)
Inductive numeral := Zero | One | Rat (q : Q).
Definition numeral_in_Q (c : numeral) : Q :=
  match c with Zero => 0%Q | One => 1%Q | Rat q => q end.
Definition numeral_in_K (c : numeral) : K :=
  match c with Zero => 0 | One => 1 | Rat q => rat q end.
Definition fact_on_K := Formula numeral.
Fixpoint formula_of (facts : list fact_on_K) : BFormula (Formula Q) isProp :=
  match facts with
  | [] => FF isProp
  | f :: r => IMPL (A isProp (map_Formula numeral_in_Q f) tt) None (formula_of r)
  end.
Definition env_of_list (l : list K) : PolEnv K := fun p => nth (Nat.pred (Pos.to_nat p)) l 0.
Fixpoint impossible_system (l : list K) (facts : list fact_on_K) : Prop :=
  match facts with
  | [] => False
  | f :: r => eval_sformula add mul sub opp eq le lt N.to_nat pow_nat numeral_in_K (env_of_list l) f
              -> impossible_system l r
  end.
Lemma refute facts w : accepts_refutation (formula_of facts) w = true ->
  forall l, impossible_system l facts.
Proof.
  intros H l; apply (accepts_refutation_sound _ _) with (env := env_of_list l) in H; revert H.
  induction facts as [|f r IH]; simpl; [easy|]; intros H F; apply IH, H.
  unfold atom_holds; rewrite <- (eval_formulaSC _ _ _ _ _ _ _ rat _ _ _ numeral_in_K); [exact F|].
  intros []; simpl; [symmetry; exact rat_zero | symmetry; exact rat_one | reflexivity].
Qed.

(** [whole] is determined by two equations, and [rat] by one. *)
Lemma whole_zero : whole 0%Z = 0.
Proof. reflexivity. Qed.
Lemma whole_next z : whole (z + 1)%Z = whole z + 1.
Proof. exact (whole_add z 1). Qed.
End Rat.

Arguments whole {_} _%Z.  Arguments rat {_} _%Q.

(** ** 4. The tactics.  [linear] and [nonlinear] prove [x <= y], [x < y], [x = y] or [False] from
    the facts of these forms in the context.  Every subterm that is not made of +, -, *, 0, 1 and
    [rat] counts as a variable. *)
Ltac term t l k :=                 (* hands the term, and the variables with their numbers, to k *)
  lazymatch t with
  | add ?a ?b => term a l ltac:(fun u l => term b l ltac:(fun v l => k constr:(PEadd u v) l))
  | sub ?a ?b => term a l ltac:(fun u l => term b l ltac:(fun v l => k constr:(PEsub u v) l))
  | mul ?a ?b => term a l ltac:(fun u l => term b l ltac:(fun v l => k constr:(PEmul u v) l))
  | opp ?a => term a l ltac:(fun u l => k constr:(PEopp u) l)
  | zero => k constr:(PEc Zero) l
  | one => k constr:(PEc One) l
  | rat ?q => k constr:(PEc (Rat q)) l
  | _ =>
      lazymatch l with
      | context [(t, ?n)] => k constr:(@PEX numeral n) l
      | (_, ?n) :: _ =>
          let n := eval compute in (Pos.succ n) in k constr:(@PEX numeral n) constr:((t, n) :: l)
      | [] => k constr:(@PEX numeral 1%positive) constr:([(t, 1%positive)])
      end
  end.
Ltac all_facts G l k :=
  let more op a b r :=
    term a l ltac:(fun u l => term b l ltac:(fun v l => all_facts r l ltac:(fun fs l =>
      k constr:(@Build_Formula numeral u op v :: fs) l))) in
  lazymatch G with
  | le ?a ?b -> ?r => more OpLe a b r
  | lt ?a ?b -> ?r => more OpLt a b r
  | ?a = ?b -> ?r => more OpEq a b r
  | False => k constr:(@nil fact_on_K) l
  end.
Ltac refute_by search :=
  lazymatch goal with
  | K : OrdField |- ?G =>
      all_facts G (@nil (car (ring_of (ordring_of K)) * positive)) ltac:(fun fs l =>
        let f := eval vm_compute in (formula_of fs) in
        let x := eval cbv [map rev app fst] in (rev (map fst l)) in
        search f ltac:(fun w =>
          exact (refute K fs w (eq_refl true <: accepts_refutation (formula_of fs) w = true) x)))
  end.
Ltac by_facts search :=
  lazymatch goal with
  | |- le _ _ => apply not_lt_le; intro; by_facts search
  | |- lt _ _ => let H := fresh in intro H; by_facts search
  | |- ~ _ => intro; by_facts search
  | |- @eq (car _) _ _ => apply le_antisym; by_facts search
  | |- False =>
      repeat match goal with
      | H : le _ _ |- _ => revert H
      | H : lt _ _ |- _ => revert H
      | H : ~ le ?x ?y |- _ => change (lt y x) in H; revert H
      | H : @eq (car _) _ _ |- _ => revert H
      end; refute_by search
  end.
Tactic Notation "linear" :=
  let w := fresh "w" in by_facts ltac:(fun f k => wlra_Q w f; k w).
Tactic Notation "nonlinear" :=
  let w := fresh "w" in by_facts ltac:(fun f k => wnra_Q w f; k w).
