(** * Polynomials that the kernel computes with

    A polynomial is a list of terms; a term is a list of unknowns (the monomial, sorted) with
    its coefficient, a fraction in lowest terms.  Two polynomials are added as sorted lists are
    merged.  That the lists are sorted is never proved: in an unsorted list less cancels, and a
    certificate is rejected that might have been accepted. *)
From Coq Require Import ZArith QArith.
From NL Require Import Base CaseRationals CaseExpressions.

Definition mono := list positive.
Definition poly := list (mono * Q).

Fixpoint mono_compare (m n : mono) : Datatypes.comparison :=
  match m, n with
  | [], [] => Datatypes.Eq
  | [], _ => Datatypes.Lt
  | _, [] => Datatypes.Gt
  | a :: m', b :: n' =>
      match Pos.compare a b with Datatypes.Eq => mono_compare m' n' | c => c end
  end.
Definition q_zero (q : Q) : bool := Z.eqb (Qnum q) 0.
Definition term_cons (m : mono) (q : Q) (p : poly) : poly := if q_zero q then p else (m, q) :: p.

Fixpoint padd (p : poly) : poly -> poly :=
  fix merge (r : poly) : poly :=
    match p, r with
    | [], _ => r
    | _, [] => p
    | (m, a) :: p', (n, b) :: r' =>
        match mono_compare m n with
        | Datatypes.Eq => term_cons m (Qred (a + b)) (padd p' r')
        | Datatypes.Lt => (m, a) :: padd p' r
        | Datatypes.Gt => (n, b) :: merge r'
        end
    end.
Fixpoint mono_mul (m : mono) : mono -> mono :=
  fix merge (n : mono) : mono :=
    match m, n with
    | [], _ => n
    | _, [] => m
    | a :: m', b :: n' => if Pos.leb a b then a :: mono_mul m' n else b :: merge n'
    end.
Definition pscale (q : Q) (p : poly) : poly :=
  if q_zero q then [] else map (fun t => (fst t, Qred (q * snd t))) p.
(** A term times a polynomial; its terms may come in another order, so that they are added up. *)
Definition times_term (m : mono) (q : Q) (p : poly) : poly :=
  fold_right (fun t s => padd [(mono_mul m (fst t), Qred (q * snd t))] s) [] p.
Definition pmul (p r : poly) : poly :=
  fold_right (fun t s => padd (times_term (fst t) (snd t) r) s) [] p.
Definition pconst (q : Q) : poly := term_cons [] (Qred q) [].
Definition pvar (v : positive) : poly := [([v], 1%Q)].
Definition psub (p r : poly) : poly := padd p (pscale (-1) r).
Fixpoint ppow (p : poly) (n : nat) : poly :=
  match n with O => pconst 1 | S k => pmul p (ppow p k) end.

Fixpoint mono_eqb (m n : mono) : bool :=
  match m, n with
  | [], [] => true
  | a :: m', b :: n' => (Pos.eqb a b && mono_eqb m' n')%bool
  | _, _ => false
  end.
Fixpoint poly_eqb (p r : poly) : bool :=
  match p, r with
  | [], [] => true
  | (m, a) :: p', (n, b) :: r' => (mono_eqb m n && Qeq_bool a b && poly_eqb p' r')%bool
  | _, _ => false
  end.

(** [subst s p]: the polynomials of [s] put for the unknowns that it names. *)
Definition settled := list (positive * poly).
Fixpoint look_up (s : settled) (v : positive) : option poly :=
  match s with
  | [] => None
  | (u, p) :: s' => if Pos.eqb u v then Some p else look_up s' v
  end.
Definition touched (s : settled) (m : mono) : bool :=
  existsb (fun v => match look_up s v with Some _ => true | None => false end) m.
Definition subst_var (s : settled) (v : positive) : poly :=
  match look_up s v with Some p => p | None => pvar v end.
Definition psubst (s : settled) (p : poly) : poly :=
  if existsb (fun t => touched s (fst t)) p
  then fold_right (fun t r =>
         padd (fold_right (fun v q => pmul (subst_var s v) q) (pconst (snd t)) (fst t)) r) [] p
  else p.

Lemma look_up_In s v p : look_up s v = Some p -> In (v, p) s.
Proof.
  induction s as [|(u, q) s IH]; simpl; [easy|].
  destruct (Pos.eqb_spec u v) as [->|N]; [intros [= ->]; now left | right; auto].
Qed.

Section Meaning.
Variable K : OrdField.
Add Ring Kring : (ring_ax K).
Variable env : positive -> K.

Definition mval (m : mono) : K := fold_right (fun v x => env v * x) 1 m.
Definition pval (p : poly) : K := fold_right (fun t x => of_Q (snd t) * mval (fst t) + x) 0 p.

Lemma pval_cons m q p : pval ((m, q) :: p) = of_Q q * mval m + pval p.
Proof. reflexivity. Qed.
Lemma q_zero_ok q : q_zero q = true -> of_Q q = 0 :> K.
Proof.
  intro H; apply Z.eqb_eq in H; rewrite (of_Q_eq K q 0); [apply of_Q_zero|].
  unfold Qeq; now rewrite H.
Qed.
Lemma term_ok m q p : pval (term_cons m q p) = of_Q q * mval m + pval p.
Proof.
  unfold term_cons; destruct (q_zero q) eqn:Z; [rewrite (q_zero_ok q Z); ring | reflexivity].
Qed.
Lemma mono_compare_eq m : forall n, mono_compare m n = Datatypes.Eq -> m = n.
Proof.
  induction m as [|a m IH]; intros [|b n]; simpl; try easy.
  destruct (Pos.compare_spec a b) as [->| |]; try easy; intro H; now rewrite (IH n H).
Qed.
Lemma padd_ok p : forall r, pval (padd p r) = pval p + pval r.
Proof.
  induction p as [|(m, a) p IHp]; intro r; [destruct r; simpl; ring|].
  induction r as [|(n, b) r IHr]; [simpl; ring|].
  change (padd ((m, a) :: p) ((n, b) :: r)) with
    (match mono_compare m n with
     | Datatypes.Eq => term_cons m (Qred (a + b)) (padd p r)
     | Datatypes.Lt => (m, a) :: padd p ((n, b) :: r)
     | Datatypes.Gt => (n, b) :: padd ((m, a) :: p) r
     end).
  destruct (mono_compare m n) eqn:C.
  - apply mono_compare_eq in C; subst n.
    rewrite term_ok, IHp, of_Q_red, of_Q_add, !pval_cons; ring.
  - rewrite pval_cons, IHp, !pval_cons; ring.
  - rewrite pval_cons, IHr, !pval_cons; ring.
Qed.
Lemma mono_mul_ok m : forall n, mval (mono_mul m n) = mval m * mval n.
Proof.
  induction m as [|a m IHm]; intro n; [destruct n; simpl; ring|].
  induction n as [|b n IHn]; [simpl; ring|].
  change (mono_mul (a :: m) (b :: n)) with
    (if Pos.leb a b then a :: mono_mul m (b :: n) else b :: mono_mul (a :: m) n).
  destruct (Pos.leb a b).
  - change (env a * mval (mono_mul m (b :: n)) = mval (a :: m) * mval (b :: n)).
    rewrite IHm; simpl; ring.
  - change (env b * mval (mono_mul (a :: m) n) = mval (a :: m) * mval (b :: n)).
    rewrite IHn; simpl; ring.
Qed.
Lemma scale_ok q p : pval (pscale q p) = of_Q q * pval p.
Proof.
  unfold pscale; destruct (q_zero q) eqn:Z; [rewrite (q_zero_ok q Z); simpl; ring|].
  induction p as [|(m, a) p IH]; [simpl; ring|].
  rewrite map_cons, !pval_cons, IH; unfold fst, snd; rewrite of_Q_red, of_Q_mul; ring.
Qed.
Lemma times_term_ok m q p : pval (times_term m q p) = of_Q q * mval m * pval p.
Proof.
  induction p as [|(n, a) p IH]; [simpl; ring|].
  change (times_term m q ((n, a) :: p))
    with (padd [(mono_mul m n, Qred (q * a))] (times_term m q p)).
  rewrite padd_ok, IH, !pval_cons, mono_mul_ok, of_Q_red, of_Q_mul; simpl; ring.
Qed.
Lemma pmul_ok p r : pval (pmul p r) = pval p * pval r.
Proof.
  induction p as [|(m, a) p IH]; [simpl; ring|].
  change (pmul ((m, a) :: p) r) with (padd (times_term m a r) (pmul p r)).
  rewrite padd_ok, times_term_ok, IH, pval_cons; ring.
Qed.
Lemma pconst_ok q : pval (pconst q) = of_Q q.
Proof. unfold pconst; rewrite term_ok, of_Q_red; simpl; ring. Qed.
Lemma pvar_ok v : pval (pvar v) = env v.
Proof. simpl; rewrite of_Q_one; ring. Qed.
Lemma psub_ok p r : pval (psub p r) = pval p - pval r.
Proof.
  unfold psub; rewrite padd_ok, scale_ok; change (-1)%Q with (- (1))%Q.
  rewrite of_Q_opp, of_Q_one; ring.
Qed.
Lemma ppow_ok p n : pval (ppow p n) = npow (pval p) n.
Proof.
  induction n as [|n IH]; [exact (eq_trans (pconst_ok 1) (of_Q_one K))|].
  change (ppow p (S n)) with (pmul p (ppow p n)); now rewrite pmul_ok, IH.
Qed.

Lemma mono_eqb_ok m : forall n, mono_eqb m n = true -> m = n.
Proof.
  induction m as [|a m IH]; intros [|b n]; simpl; try easy.
  rewrite Bool.andb_true_iff; intros (A & B); apply Pos.eqb_eq in A; subst b; now rewrite (IH n B).
Qed.
Lemma poly_eqb_ok p : forall r, poly_eqb p r = true -> pval p = pval r.
Proof.
  induction p as [|(m, a) p IH]; intros [|(n, b) r]; try easy; rewrite !pval_cons.
  simpl; rewrite !Bool.andb_true_iff; intros ((M & Q) & R).
  apply mono_eqb_ok in M; apply Qeq_bool_eq, (of_Q_eq K) in Q; subst n.
  now rewrite Q, (IH r R).
Qed.

Definition agrees_with (s : settled) := forall v p, look_up s v = Some p -> env v = pval p.
Lemma subst_var_ok s v : agrees_with s -> pval (subst_var s v) = env v.
Proof.
  intro A; unfold subst_var; destruct (look_up s v) eqn:L; [symmetry; now apply A | apply pvar_ok].
Qed.
Lemma subst_ok s p : agrees_with s -> pval (psubst s p) = pval p.
Proof.
  intro A; unfold psubst; destruct existsb; [|reflexivity].
  induction p as [|(m, a) p IH]; [reflexivity|].
  cbn [fold_right]; rewrite padd_ok, IH, pval_cons; f_equal; unfold fst, snd.
  induction m as [|v m IHm]; cbn [fold_right]; [rewrite pconst_ok; simpl; ring|].
  rewrite pmul_ok, IHm, subst_var_ok by exact A; simpl; ring.
Qed.
Lemma agrees_cons s v p : agrees_with s -> env v = pval p -> agrees_with ((v, p) :: s).
Proof.
  intros A E u r; simpl; destruct (Pos.eqb_spec v u) as [->|N].
  - now intros [= ->].
  - apply A.
Qed.
End Meaning.
Arguments mval {_} _ _.  Arguments pval {_} _ _.  Arguments agrees_with {_} _ _.

(** ** Which unknowns occur: those of two environments that agree on them have equal values. *)
Definition unknowns_within (f : positive -> bool) (p : poly) : bool :=
  forallb (fun t => forallb f (fst t)) p.
Lemma pval_ext (K : OrdField) (f : positive -> bool) (x y : positive -> K) p :
  unknowns_within f p = true -> (forall v, f v = true -> x v = y v) -> pval x p = pval y p.
Proof.
  intros W E; induction p as [|(m, a) p IH]; [reflexivity|].
  unfold unknowns_within in W; simpl in W; apply Bool.andb_true_iff in W; destruct W as (M & P).
  rewrite !pval_cons, IH by exact P; do 2 f_equal.
  clear P IH; induction m as [|v m IHm]; [reflexivity|]; simpl in *.
  apply Bool.andb_true_iff in M; destruct M as (V & M).
  change (mval x (v :: m)) with (x v * mval x m); rewrite (E v V), (IHm M); reflexivity.
Qed.
