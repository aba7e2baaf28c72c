(** * One hidden layer makes a saw of 2^n pieces with 2^n - 1 ReLUs and a skip connection

    In z = N x, with N = 2^n, the saw is z - 2 relu(z - 1) + 2 relu(z - 2) - 2 relu(z - 3) + ...:
    each unit turns the slope round.  [Tent.saw_needs_units] says that no fewer units suffice, so
    the count is sharp; n layers of two units do the same ([Tent.deep_sawtooth]). *)
From Coq Require Import QArith.
From NL Require Import Base Search Xor Poly Tent.
Local Open Scope nl_scope.

Section Saw.
Variable K : OrdField.
Notation pow2 := (power 2).

(** Unit m is -2 relu(N x - 1), 2 relu(N x - 2), -2 relu(N x - 3), ... for m = 0, 1, 2, ... *)
Definition saw_unit (N : K) (m : nat) : K * K * K :=
  (if Nat.even m then - rat 2 else rat 2, N, - nat_in K (S m)).
Fixpoint saw_units (N : K) (m : nat) : list (K * K * K) :=
  match m with O => [] | S m => saw_unit N m :: saw_units N m end.

Lemma saw_units_length N m : length (saw_units N m) = m.
Proof. induction m; simpl; auto. Qed.

(** Beyond the last kink the sum goes up or down with the slope 1. *)
Lemma beyond_the_last (N x : K) m : nat_in K m <= N * x ->
  shallow K (saw_units N m) x + N * x
  = if Nat.even m then N * x - nat_in K m else nat_in K m + 1 - N * x.
Proof.
  induction m as [|m IH]; intro L; [simpl; linear|].
  cbn [nat_in] in L; cbn [saw_units saw_unit shallow].
  rewrite relu_pos by (cbn [nat_in]; linear).
  assert (E := IH ltac:(linear)); rewrite Nat.even_succ, <- Nat.negb_even.
  cbn [nat_in]; destruct (Nat.even m); simpl negb; cbn iota in *; linear.
Qed.

(** Units whose kink is not reached add nothing. *)
Lemma before_the_kinks (N x : K) k m : (k <= m)%nat -> N * x <= nat_in K (S k) ->
  shallow K (saw_units N m) x = shallow K (saw_units N k) x.
Proof.
  induction m as [|m IH]; intros L X; [now replace k with O by lia|].
  destruct (Nat.eq_dec k (S m)) as [->|D]; [reflexivity|].
  cbn [saw_units saw_unit shallow]; rewrite IH by (trivial; lia).
  rewrite relu_neg; [linear|].
  assert (M := nat_in_le K (S k) (S m) ltac:(lia)); linear.
Qed.

(** Every number from 0 to N is k + t with k < N and 0 <= t <= 1. *)
Lemma piece_of_number (z : K) n : 0 <= z -> z <= nat_in K (S n) ->
  exists k t, (k <= n)%nat /\ z = nat_in K k + t /\ 0 <= t /\ t <= 1.
Proof.
  induction n as [|n IH]; intros A B.
  - exists O, z; simpl in *; repeat split; trivial; linear.
  - destruct (le_or_lt z (nat_in K (S n))) as [L|L].
    + destruct (IH A L) as (k & t & H & R); exists k, t; split; [lia | exact R].
    + exists (S n), (z - nat_in K (S n)); cbn [nat_in] in *; repeat split; trivial; linear.
Qed.

Theorem saw_with_units n : exists us u, length us = (pow2 n - 1)%nat /\
  forall x, 0 <= x -> x <= 1 -> shallow K us x + u * x = iter K n (tent K) x.
Proof.
  assert (Q : exists m, pow2 n = S m) by
    (assert (0 < pow2 n)%nat by (clear; induction n; simpl; lia); exists (pow2 n - 1)%nat; lia).
  destruct Q as [m M]; set (N := nat_in K (pow2 n)).
  exists (saw_units N m), N; split; [rewrite saw_units_length; lia|].
  assert (I := nat_pow2 K n); fold N in I; assert (H := hpow_pos K n).
  assert (P : 0 <= N) by apply nat_in_nonneg.
  intros x A B; destruct (piece_of_number (N * x) m) as (k & t & L & E & T0 & T1).
  - now apply mul_nonneg.
  - rewrite <- M; fold N; assert (C := mul_nonneg P (proj1 le_sub B)); linear.
  - rewrite (before_the_kinks N x k m L) by (cbn [nat_in]; linear).
    rewrite beyond_the_last by linear.
    replace x with ((nat_in K k + t) * hpow K n) at 3.
    + rewrite sawtooth by (trivial; lia); destruct (Nat.even k); linear.
    + rewrite <- E; transitivity (N * hpow K n * x); [linear | rewrite I; linear].
Qed.
End Saw.
