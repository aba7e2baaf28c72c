(** * What the statements say

    A statement of the corpus is about expressions in real unknowns, such as max(x, 0) + y/2.
    Here they are data, so that a program can take them apart; [eval] says what they mean, over
    any ordered field.  Every operator is total: 1/u is 0 for u = 0.

    exp, log and sqrt are three functions that a field need not have.  [Functions] names them,
    and [lawful] lists all that is used of them; a proof without the three does not ask for it. *)
From Coq Require Import ZArith QArith.
From NL Require Import Base Xor CaseRationals.

Inductive operator := ORelu | OStep | OInv | OExp | OLog | OSqrt.

Inductive expr :=
| Var (v : positive) | Cst (q : Q)
| Add (a b : expr) | Sub (a b : expr) | Mul (a b : expr) | Neg (a : expr)
| Div (a : expr) (q : Q) | Pow (a : expr) (n : nat)
| App (f : operator) (a : expr)                     (* relu(a), step(a), 1/a, … *)
| Abs (a : expr) | Clip (a : expr) | Max (a b : expr) | Min (a b : expr)
| Leaky (s : Q) (a : expr).

Inductive relation := Eq | Ne | Lt | Le | Gt | Ge.
Inductive comparison := Cmp (r : relation) (a b : expr).

Definition opposite_of (c : comparison) : comparison :=
  let (r, a, b) := c in
  Cmp match r with Eq => Ne | Ne => Eq | Lt => Ge | Ge => Lt | Gt => Le | Le => Gt end a b.

Record Functions (K : OrdField) := { fexp : K -> K; flog : K -> K; fsqrt : K -> K }.
Arguments fexp {_} _ _.  Arguments flog {_} _ _.  Arguments fsqrt {_} _ _.

Fixpoint factorial (n : nat) : positive :=
  match n with O => 1 | S m => Pos.of_succ_nat m * factorial m end.

Section Meaning.
Variable K : OrdField.
Variable F : Functions K.
Add Ring Kring : (ring_ax K).

Definition stepped (u : K) : K := if le_dec u 0 then 0 else 1.
Definition reciprocal (u : K) : K := if le_dec u 0 then if le_dec 0 u then 0 else inv u else inv u.
Definition absolute_value (u : K) : K := if le_dec 0 u then u else - u.
Definition larger (u v : K) : K := if le_dec u v then v else u.
Definition smaller (u v : K) : K := if le_dec u v then u else v.
Definition clipped (u : K) : K := smaller (relu u) 1.
Definition leaky_at (s u : K) : K := if le_dec 0 u then u else s * u.
Fixpoint npow (u : K) (n : nat) : K := match n with O => 1 | S k => u * npow u k end.

Definition apply_op (f : operator) : K -> K :=
  match f with
  | ORelu => relu | OStep => stepped | OInv => reciprocal
  | OExp => fexp F | OLog => flog F | OSqrt => fsqrt F
  end.

(** [env] gives every unknown its value. *)
Fixpoint value_of (env : positive -> K) (e : expr) : K :=
  match e with
  | Var v => env v
  | Cst q => of_Q q
  | Add a b => value_of env a + value_of env b
  | Sub a b => value_of env a - value_of env b
  | Mul a b => value_of env a * value_of env b
  | Neg a => - value_of env a
  | Div a q => value_of env a * inv (of_Q q)
  | Pow a n => npow (value_of env a) n
  | App f a => apply_op f (value_of env a)
  | Abs a => absolute_value (value_of env a)
  | Clip a => clipped (value_of env a)
  | Max a b => larger (value_of env a) (value_of env b)
  | Min a b => smaller (value_of env a) (value_of env b)
  | Leaky s a => leaky_at (of_Q s) (value_of env a)
  end.

Definition related (r : relation) (u v : K) : Prop :=
  match r with
  | Eq => u = v | Ne => u <> v
  | Lt => u < v | Le => u <= v | Gt => v < u | Ge => v <= u
  end.
Definition cmp_holds (env : positive -> K) (c : comparison) : Prop :=
  let (r, a, b) := c in related r (value_of env a) (value_of env b).
Definition all_hold env (l : list comparison) := forall c, In c l -> cmp_holds env c.
Definition some_holds env (l : list comparison) := exists c, In c l /\ cmp_holds env c.

(** What is used of exp, log and sqrt: nothing else enters a proof. *)
Fixpoint taylor (n : nat) (u : K) : K :=            (* 1 + u + u²/2! + … + uⁿ/n! *)
  match n with O => 1 | S m => taylor m u + of_Q (1 # factorial n) * npow u n end.
Record lawful := {
  exp_pos : forall u, 0 < fexp F u;
  exp_add : forall u v, fexp F (u + v) = fexp F u * fexp F v;
  exp_taylor : forall n u, Nat.Odd n -> taylor n u <= fexp F u;
  exp_log : forall u, 0 < u -> fexp F (flog F u) = u;
  log_else : forall u, u <= 0 -> flog F u = 0;
  sqrt_nonneg : forall u, 0 <= fsqrt F u;
  sqrt_square : forall u, 0 <= u -> fsqrt F u * fsqrt F u = u;
  sqrt_else : forall u, u <= 0 -> fsqrt F u = 0
}.

(** ** Everything piecewise comes from relu *)
Lemma abs_relu u : absolute_value u = relu u + relu (- u).
Proof.
  unfold absolute_value; destruct (le_dec 0 u) as [H|H].
  - rewrite (relu_pos K u H), relu_neg; [ring | by_cert H].
  - apply lt_le in H; rewrite (relu_neg K u H), relu_pos; [ring | by_cert (proj1 le_sub H)].
Qed.
Lemma max_relu u v : larger u v = v + relu (u - v).
Proof.
  unfold larger; destruct (le_dec u v) as [H|H].
  - rewrite relu_neg; [ring | by_cert (proj1 le_sub H)].
  - rewrite relu_pos; [ring | exact (proj1 le_sub (lt_le H))].
Qed.
Lemma min_relu u v : smaller u v = u - relu (u - v).
Proof.
  unfold smaller; destruct (le_dec u v) as [H|H].
  - rewrite relu_neg; [ring | by_cert (proj1 le_sub H)].
  - rewrite relu_pos; [ring | exact (proj1 le_sub (lt_le H))].
Qed.
Lemma clip_relu u : clipped u = relu u - relu (u - 1).
Proof.
  unfold clipped; rewrite min_relu; f_equal.
  destruct (le_dec 0 u) as [H|H]; [now rewrite (relu_pos K u H)|].
  apply lt_le in H; rewrite (relu_neg K u H).
  assert (Z : u - 1 <= 0) by by_cert (add_nonneg (proj1 le_sub H) (lt_le (one_pos K))).
  rewrite (relu_neg K _ Z), relu_neg; [reflexivity | by_cert (lt_le (one_pos K))].
Qed.
Lemma leak_relu s u : leaky_at s u = s * u + (1 - s) * relu u.
Proof.
  unfold leaky_at; destruct (le_dec 0 u) as [H|H].
  - rewrite (relu_pos K u H); ring.
  - apply lt_le in H; rewrite (relu_neg K u H); ring.
Qed.

(** ** Comparisons are decidable, and [opposite] is their negation *)
Lemma compare_dec r u v : {related r u v} + {~ related r u v}.
Proof.
  assert (D : {u = v} + {u <> v}).
  { destruct (le_dec u v) as [H|H]; [destruct (le_dec v u) as [G|G]|].
    - left; now apply (le_antisym K).
    - right; intros ->; now apply G.
    - right; intros ->; apply H, le_refl. }
  destruct r; simpl; unfold lt; try apply le_dec.
  - exact D.
  - destruct D; [now right | now left].
  - destruct (le_dec v u); [right | left]; tauto.
  - destruct (le_dec u v); [right | left]; tauto.
Qed.
Lemma holds_dec env c : {cmp_holds env c} + {~ cmp_holds env c}.
Proof. destruct c; apply compare_dec. Qed.
Lemma opposite_holds env c : ~ cmp_holds env c -> cmp_holds env (opposite_of c).
Proof.
  destruct c as [r a b]; destruct r; simpl; unfold lt; intro H; try assumption.
  - destruct (compare_dec Eq (value_of env a) (value_of env b)); [assumption | now destruct H].
  - now apply not_lt_le.
  - now apply not_lt_le.
Qed.
End Meaning.
Arguments stepped {_} _.  Arguments reciprocal {_} _.  Arguments npow {_} _ _.
Arguments apply_op {_} _ _ _.  Arguments value_of {_} _ _ _.  Arguments related {_} _ _ _.
Arguments cmp_holds {_} _ _ _.  Arguments all_hold {_} _ _ _.  Arguments some_holds {_} _ _ _.
Arguments taylor {_} _ _.  Arguments lawful {_} _.
Arguments exp_pos {_ _} _ _.  Arguments exp_add {_ _} _ _ _.  Arguments exp_taylor {_ _} _ _ _ _.
Arguments exp_log {_ _} _ _ _.  Arguments log_else {_ _} _ _ _.
Arguments sqrt_nonneg {_ _} _ _.  Arguments sqrt_square {_ _} _ _ _.
Arguments sqrt_else {_ _} _ _ _.
