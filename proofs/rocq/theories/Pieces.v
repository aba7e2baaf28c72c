(** * Functions made of straight pieces: step, max, the tooth, beside relu and abs

    A question about such functions falls into cases, one for each piece on which the argument
    may lie; in each case what is left are equations and inequalities of polynomials. *)
From Coq Require Import QArith.
From NL Require Import Base Search Xor.
Local Open Scope nl_scope.

Definition step {K : OrdRing} (x : K) : K := if le_dec x 0 then 0 else 1.
Definition maximum {K : OrdRing} (x y : K) : K := if le_dec x y then y else x.
(** Up from 0 at 0 to 1 at 1/2, down to 0 at 1, and 0 elsewhere. *)
Definition tooth {K : OrdField} (x : K) : K :=
  rat 2 * relu x - rat 4 * relu (x - rat (1 # 2)) + rat 2 * relu (x - 1).

Section Cases.
Variable K : OrdRing.
Add Ring Kring : (ring_ax K).
Implicit Types x y : K.

Lemma relu_cases x : (0 <= x /\ relu x = x) \/ (x < 0 /\ relu x = 0).
Proof.
  destruct (le_or_lt 0 x) as [L|L]; [left | right]; split; trivial;
    [now apply relu_pos | now apply relu_neg, lt_le].
Qed.
Lemma abs_cases x : (0 <= x /\ abs x = x) \/ (x < 0 /\ abs x = - x).
Proof. unfold abs; destruct (le_dec 0 x); [left | right]; easy. Qed.
Lemma step_cases x : (x <= 0 /\ step x = 0) \/ (0 < x /\ step x = 1).
Proof. unfold step; destruct (le_dec x 0); [left | right]; easy. Qed.
Lemma maximum_cases x y : (x <= y /\ maximum x y = y) \/ (y < x /\ maximum x y = x).
Proof. unfold maximum; destruct (le_dec x y); [left | right]; easy. Qed.

Lemma square_nonneg x : 0 <= x * x.
Proof.
  destruct (le_or_lt 0 x) as [L|L]; [now apply mul_nonneg|].
  apply lt_le, le_sub in L; replace (x * x) with ((0 - x) * (0 - x)) by ring.
  now apply mul_nonneg.
Qed.
Lemma step_below x : x <= 0 -> step x = 0.
Proof. intro L; unfold step; destruct (le_dec x 0); easy. Qed.
Lemma step_above x : 0 < x -> step x = 1.
Proof. intro L; unfold step; destruct (le_dec x 0); [now destruct L | easy]. Qed.
Lemma maximum_right x y : x <= y -> maximum x y = y.
Proof. intro L; unfold maximum; destruct (le_dec x y); easy. Qed.
Lemma maximum_left x y : y <= x -> maximum x y = x.
Proof.
  intro L; unfold maximum; destruct (le_dec x y); [now apply le_antisym | easy].
Qed.
End Cases.

(** [cases] takes each relu, abs, step and maximum apart, those inside first. *)
Ltac piece_of t lemma :=
  let r := fresh "r" in
  let C := fresh in
  pose proof lemma as C; set (r := t) in *; clearbody r; destruct C as [[? ?]|[? ?]]; subst r.
Ltac plain_term t :=
  lazymatch t with
  | context [relu _] => fail
  | context [abs _] => fail
  | context [step _] => fail
  | context [maximum _ _] => fail
  | _ => idtac
  end.
Ltac case_of t :=
  match t with
  | context [relu ?x] => plain_term x; piece_of (relu x) (relu_cases _ x)
  | context [abs ?x] => plain_term x; piece_of (abs x) (abs_cases _ x)
  | context [step ?x] => plain_term x; piece_of (step x) (step_cases _ x)
  | context [maximum ?x ?y] =>
      plain_term x; plain_term y; piece_of (maximum x y) (maximum_cases _ x y)
  end.
Ltac cases :=
  repeat match goal with
  | |- ?G => case_of G
  | H : ?T |- _ => case_of T
  end.

Section Tooth.
Variable K : OrdField.
Implicit Types x : K.

Lemma tooth_up x : 0 <= x -> x <= rat (1 # 2) -> tooth x = rat 2 * x.
Proof. intros; unfold tooth; cases; linear. Qed.
Lemma tooth_down x : rat (1 # 2) <= x -> x <= 1 -> tooth x = rat 2 - rat 2 * x.
Proof. intros; unfold tooth; cases; linear. Qed.
Lemma tooth_cases x : 0 <= x -> x <= 1 ->
  (x <= rat (1 # 2) /\ tooth x = rat 2 * x) \/ (rat (1 # 2) <= x /\ tooth x = rat 2 - rat 2 * x).
Proof.
  intros A B; destruct (le_or_lt x (rat (1 # 2))) as [L|L]; [left | right; apply lt_le in L];
    split; trivial; [now apply tooth_up | now apply tooth_down].
Qed.
End Tooth.
