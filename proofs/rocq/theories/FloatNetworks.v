(** * Networks in floating point: affine layers compute XOR

    Every sum, difference and product is rounded, as in [Rounding.v], in the order written.
    For p binary digits, 2^p + 1 is not on the grid: to nearest, ties to even, it becomes 2^p.
    So s + 2^p - 2^p is 0 for s = 1, but 2 for s = 2, and subtracted from s = x1 + x2 it gives XOR,
    though without rounding all of it is 0.  The theorems are calculations, input by input. *)
From Coq Require Import ZArith QArith List Bool.
From NL Require Import Base Matrix Rounding.
Import ListNotations.
Open Scope Q_scope.

(** Expressions; in [Fused a] nothing is rounded but the value of [a]. *)
Inductive expression :=
| Var (i : nat) | Num (c : Q)
| Add (a b : expression) | Sub (a b : expression) | Mul (a b : expression) | Fused (a : expression).

Definition lifted (op : Q -> Q -> Q) (a b : option Q) : option Q :=
  match a, b with Some x, Some y => Some (op x y) | _, _ => None end.
Definition then_round f md (each : bool) (a : option Q) : option Q :=
  match a with Some x => if each then rounded f md x else Some x | None => None end.
Fixpoint float_value f md (each : bool) (xs : list Q) (e : expression) : option Q :=
  match e with
  | Var i => Some (nth i xs 0)
  | Num c => Some c
  | Add a b =>
      then_round f md each (lifted Qplus (float_value f md each xs a) (float_value f md each xs b))
  | Sub a b =>
      then_round f md each (lifted Qminus (float_value f md each xs a) (float_value f md each xs b))
  | Mul a b =>
      then_round f md each (lifted Qmult (float_value f md each xs a) (float_value f md each xs b))
  | Fused a => then_round f md true (float_value f md false xs a)
  end.
(** In the format [f] and the mode [md], [e] has the value [y] at [xs]. *)
Definition has_value f md (e : expression) (xs : list Q) (y : Q) : Prop :=
  match float_value f md true xs e with Some v => v == y | None => False end.

Definition binary16 := {| digits := 11; least := -14; greatest := 15 |}.
Definition bfloat16 := {| digits := 8; least := -126; greatest := 127 |}.
Definition binary32 := {| digits := 24; least := -126; greatest := 127 |}.
Definition binary64 := {| digits := 53; least := -1022; greatest := 1023 |}.
Definition e5m2 := {| digits := 3; least := -14; greatest := 15 |}.
Definition e4m3 := {| digits := 4; least := -6; greatest := 7 |}.

Definition bit_value (p : bool) : Q := if p then 1 else 0.

(** In expressions, sums, differences and products are written as usual. *)
Declare Scope expression_scope.
Delimit Scope expression_scope with fl.
Arguments Var _%nat.  Arguments Num _%Q.
Infix "+" := Add : expression_scope.
Infix "-" := Sub : expression_scope.
Infix "*" := Mul : expression_scope.

(** ** Without rounding *)
Section Exact.
Variable K : OrdRing.
Add Ring Kring : (ring_ax K).
Theorem those_values_are_not_affine :
  (~ exists w b : K, w * 0 + b = 0 /\ w * 1 + b = 0 /\ w * (1 + 1) + b = 1 + 1)%nl.
Proof.
  intros (w & b & E0 & E1 & E2); apply (two_neq_zero K).
  transitivity (w * (1 + 1) + b - (w * 1 + b) - (w * 1 + b) + (w * 0 + b))%nl.
  - rewrite E0, E1, E2; ring.
  - ring.
Qed.
End Exact.
Section Commutative.
Variable K : CRing.
Add Ring Kring : (ring_ax K).
Theorem four_layers_are_zero (C x1 x2 : K) :
  (1 * (0 * (1 * (1 * x1 + 1 * x2) + C) + 1 * 1 * (1 * x1 + 1 * x2))
   + - (1) * (1 * (1 * (1 * x1 + 1 * x2) + C) + 0 * 1 * (1 * x1 + 1 * x2) + - C) = 0)%nl.
Proof. ring. Qed.
Theorem order_is_zero (C x1 x2 : K) : (x1 + x2 - (C + x1 + x2 - C) = 0)%nl.
Proof. ring. Qed.
End Commutative.

(** ** Four affine layers: s = x1 + x2, then h = s + C, then t = h - C, then s - t.
    Each unit multiplies all its inputs by weights, adds from the left, and the bias last. *)
Definition four_layers (C : Q) : expression :=
  let s := (Num 1 * Var 0 + Num 1 * Var 1)%fl in
  let h := (Num 1 * s + Num C)%fl in
  let t := (Num 1 * h + Num 0 * Num 1 * s + Num (- C))%fl in
  let s_again := (Num 0 * h + Num 1 * Num 1 * s)%fl in
  (Num 1 * s_again + Num (-1) * t)%fl.

(** Each format has its C: 2^p, for p digits. *)
Definition formats_and_C : list (format * Q) :=
  [(binary16, 2048); (bfloat16, 256); (binary32, 16777216); (binary64, 9007199254740992);
   (e5m2, 8); (e4m3, 16)].

Ltac compute_each :=
  repeat match goal with
  | H : _ \/ _ |- _ => destruct H as [H|H]
  | H : False |- _ => destruct H
  | H : (_, _) = (_, _) |- _ => injection H as <- <-
  | H : _ = ?x |- _ => subst x
  | p : bool |- _ => destruct p
  | |- _ /\ _ => split
  end; vm_compute; reflexivity.

Theorem four_layers_are_xor f C md p q :
  In (f, C) formats_and_C -> In md [RNE; RTZ; RTN] ->
  has_value f md (four_layers C) [bit_value p; bit_value q] (bit_value (xorb p q)).
Proof. unfold formats_and_C; simpl In; intros F M; compute_each. Qed.

Theorem four_layers_are_minus_xor f C md p q :
  In (f, C) formats_and_C -> In md [RTP; RNA] ->
  has_value f md (four_layers C) [bit_value p; bit_value q] (- bit_value (xorb p q)).
Proof. unfold formats_and_C; simpl In; intros F M; compute_each. Qed.

(** ** The order of summation *)
Definition sum_first : expression :=
  (Var 0 + Var 1 - (Var 0 + Var 1 + Num 16777216 - Num 16777216))%fl.
Definition bias_first : expression :=
  (Var 0 + Var 1 - (Num 16777216 + Var 0 + Var 1 - Num 16777216))%fl.
Definition fused_chain : expression :=
  (Var 0 + Var 1 - (Fused (Var 1 + Fused (Var 0 + Num 16777216)) - Num 16777216))%fl.
Definition rounded_once : expression :=
  (Var 0 + Var 1 - (Fused (Var 0 + Var 1 + Num 16777216) - Num 16777216))%fl.

Theorem sum_first_or_rounded_once md e p q :
  In e [sum_first; rounded_once] -> In md [RNE; RTZ; RTN] ->
  has_value binary32 md e [bit_value p; bit_value q] (bit_value (xorb p q)).
Proof. simpl In; intros F M; compute_each. Qed.
Theorem sum_first_or_rounded_once_up md e p q :
  In e [sum_first; rounded_once] -> In md [RTP; RNA] ->
  has_value binary32 md e [bit_value p; bit_value q] (- bit_value (xorb p q)).
Proof. simpl In; intros F M; compute_each. Qed.
Theorem bias_first_or_fused_chain md e p q :
  In e [bias_first; fused_chain] -> In md [RNE; RTZ; RTN] ->
  has_value binary32 md e [bit_value p; bit_value q] (bit_value p + bit_value q).
Proof. simpl In; intros F M; compute_each. Qed.
Theorem bias_first_or_fused_chain_up md e p q :
  In e [bias_first; fused_chain] -> In md [RTP; RNA] ->
  has_value binary32 md e [bit_value p; bit_value q] (- (bit_value p + bit_value q)).
Proof. simpl In; intros F M; compute_each. Qed.

(** ** Two layers that cancel: z + C - C, with C = 2^24.  They do not respect sums. *)
Definition there_and_back (z : expression) : expression := (z + Num 16777216 - Num 16777216)%fl.
Definition defect : expression :=
  (there_and_back (Var 0 + Var 1) - (there_and_back (Var 0) + there_and_back (Var 1)))%fl.

Theorem not_additive md :
  In md [RNE; RNA; RTZ; RTP; RTN] ->
  has_value binary32 md (defect * defect)%fl [0; 0] 0 /\
  has_value binary32 md (defect * defect)%fl [1; 1] 4.
Proof. simpl In; intro M; compute_each. Qed.

Theorem there_and_back_to_nearest :
  has_value binary32 RNE (there_and_back (Var 0)) [0] 0 /\
  has_value binary32 RNE (there_and_back (Var 0)) [1] 0 /\
  has_value binary32 RNE (there_and_back (Var 0)) [2] 2.
Proof. compute_each. Qed.

Theorem there_and_back_is_the_identity (A : AnyRing) (C x : A) :
  splus (splus x C) (sopp C) = x.
Proof. now rewrite <- splus_assoc, splus_opp, splus_0. Qed.

(** ** Layers and the layer that they collapse to: (a b) x and a (b x) *)
Theorem weights_first :
  has_value binary32 RNE (Var 0 * Var 1 * Var 2)%fl [3; 5592406; 7] 117440528 /\
  has_value binary32 RNE (Var 0 * Var 1 * Var 2)%fl
    [13421773 # 134217728; 13421773 # 134217728; 7549747 # 8388608] (9663677 # 1073741824) /\
  has_value binary32 RNE (Var 0 * Var 1 * Var 2)%fl
    [1 # 1267650600228229401496703205376; 1 # 1267650600228229401496703205376;
     1267650600228229401496703205376] 0.
Proof. compute_each. Qed.
Theorem input_first :
  has_value binary32 RNE (Var 0 * (Var 1 * Var 2))%fl [3; 5592406; 7] 117440520 /\
  has_value binary32 RNE (Var 0 * (Var 1 * Var 2))%fl
    [13421773 # 134217728; 13421773 # 134217728; 7549747 # 8388608] (2415919 # 268435456) /\
  has_value binary32 RNE (Var 0 * (Var 1 * Var 2))%fl
    [1 # 1267650600228229401496703205376; 1 # 1267650600228229401496703205376;
     1267650600228229401496703205376] (1 # 1267650600228229401496703205376).
Proof. compute_each. Qed.
Theorem equal_without_rounding (S : Semiring) (a b x : S) :
  stimes (stimes a b) x = stimes a (stimes b x).
Proof. symmetry; apply stimes_assoc. Qed.

(** ** What half a spacing does below 1 *)
Theorem half_a_spacing :
  has_value binary32 RNE (Num 1 - Var 0)%fl [1 # 33554432] 1 /\
  has_value binary32 RNE (Num 1 - Var 0)%fl [8388609 # 281474976710656] (16777215 # 16777216).
Proof. compute_each. Qed.
