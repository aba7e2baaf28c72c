(** * Exponentials to many digits, and what depends on them

    For x >= 0, the partial sums of exp (- x) are alternately above and below it: the difference
    between exp (- x) and a partial sum has the one before it as its derivative, up to sign, and
    all are 0 at 0.  So partial sums enclose an exponential between two fractions.  They are
    computed as fractions, by a program that is proved here, to as many digits as one likes:
    enough for the least value of SiLU, and for the number from which tanh rounds to 1. *)
From Coq Require Import QArith Qreals Reals Lra Lia.
From NL Require Import Activations.
Open Scope R_scope.

(** ** exp (- x) between neighbouring partial sums *)
Definition exp_next (n : nat) : R := / IZR (Z.of_nat (S n)).
Fixpoint exp_term (n : nat) (x : R) : R :=       (* (- x)^n / n! *)
  match n with O => 1 | S m => exp_next m * (exp_term m x * - x) end.
Fixpoint exp_partial (n : nat) (x : R) : R :=
  match n with O => 1 | S m => exp_partial m x + exp_term (S m) x end.

Lemma next_ok n : exp_next n * (INR n + 1) = 1.
Proof.
  unfold exp_next; rewrite <- S_INR, INR_IZR_INZ; apply Rinv_l.
  apply not_0_IZR; lia.
Qed.
Lemma derivative_of_next n x :
  derivable_pt_lim (exp_term n) x (- INR n * (exp_next (pred n) * exp_term (pred n) x)) ->
  derivable_pt_lim (exp_term (S n)) x (- exp_term n x).
Proof.
  intro D.
  assert (E : - exp_term n x =
    exp_next n *
    (- INR n * (exp_next (pred n) * exp_term (pred n) x) * - x + exp_term n x * - (1))).
  { destruct n as [|n]; [pose proof (next_ok 0); simpl in *; nra|].
    simpl pred; rewrite S_INR; pose proof (next_ok n) as A; pose proof (next_ok (S n)) as B.
    rewrite S_INR in B; change (exp_term (S n) x) with (exp_next n * (exp_term n x * - x)).
    set (i := INR n) in *; set (k := exp_term n x) in *.
    set (a := exp_next n) in *; set (b := exp_next (S n)) in *.
    replace (- (a * (k * - x))) with (- (b * (i + 1 + 1)) * (a * (k * - x))) by (rewrite B; lra).
    replace (- (i + 1) * (a * k) * - x) with (- (a * (i + 1)) * (k * - x)) by lra.
    lra. }
  rewrite E; apply (derivable_pt_lim_scal (fun y => exp_term n y * - y)).
  apply (derivable_pt_lim_mult (exp_term n) (fun y => - y)); [exact D|].
  apply (derivable_pt_lim_opp (fun y => y)), derivable_pt_lim_id.
Qed.
Lemma term_derivative n x : derivable_pt_lim (exp_term (S n)) x (- exp_term n x).
Proof.
  induction n as [|n IH]; apply derivative_of_next.
  - simpl; rewrite Ropp_0, Rmult_0_l; apply (derivable_pt_lim_const 1).
  - simpl pred; rewrite S_INR; pose proof (next_ok n).
    replace (- (INR n + 1) * (exp_next n * exp_term n x))
      with (- (exp_next n * (INR n + 1)) * exp_term n x) by lra.
    rewrite H; replace (- (1) * exp_term n x) with (- exp_term n x) by lra; exact IH.
Qed.
Lemma partial_derivative n x : derivable_pt_lim (exp_partial (S n)) x (- exp_partial n x).
Proof.
  induction n as [|n IH].
  - replace (- exp_partial 0 x) with (0 + - exp_term 0 x) by (simpl; lra).
    apply (derivable_pt_lim_plus (fun _ => 1) (exp_term 1)); [apply derivable_pt_lim_const|].
    apply term_derivative.
  - replace (- exp_partial (S n) x) with (- exp_partial n x + - exp_term (S n) x) by (simpl; lra).
    apply (derivable_pt_lim_plus (exp_partial (S n)) (exp_term (S (S n)))); [exact IH|].
    apply term_derivative.
Qed.
Lemma partial_at_0 n : exp_partial n 0 = 1.
Proof. induction n as [|n IH]; simpl; [|rewrite IH]; lra. Qed.
Lemma exp_minus_derivative x : derivable_pt_lim (fun y => exp (- y)) x (- exp (- x)).
Proof.
  replace (- exp (- x)) with (exp (- x) * - (1)) by lra.
  apply (derivable_pt_lim_comp Ropp exp); [|apply derivable_pt_lim_exp].
  apply (derivable_pt_lim_opp (fun y => y)), derivable_pt_lim_id.
Qed.

Theorem partial_sums n x :
  0 <= x -> if Nat.even n then exp (- x) <= exp_partial n x else exp_partial n x <= exp (- x).
Proof.
  revert x; induction n as [|n IH]; intros x X.
  - simpl; rewrite <- exp_0; destruct X as [X|<-]; [left; apply exp_increasing; lra|].
    rewrite Ropp_0; lra.
  - rewrite Nat.even_succ, <- Nat.negb_even; destruct (Nat.even n); simpl negb; cbv iota.
    + pose proof (increasing_from_0 (fun y => exp (- y) - exp_partial (S n) y)
                    (fun y => - exp (- y) - - exp_partial n y)) as M.
      cbv beta in M; rewrite partial_at_0, Ropp_0, exp_0 in M.
      enough (1 - 1 <= exp (- x) - exp_partial (S n) x) by lra.
      apply M; [| |exact X].
      * intro y; apply (derivable_pt_lim_minus (fun z => exp (- z)) (exp_partial (S n)));
          [apply exp_minus_derivative | apply partial_derivative].
      * intros y Y; specialize (IH y Y); lra.
    + pose proof (increasing_from_0 (fun y => exp_partial (S n) y - exp (- y))
                    (fun y => - exp_partial n y - - exp (- y))) as M.
      cbv beta in M; rewrite partial_at_0, Ropp_0, exp_0 in M.
      enough (1 - 1 <= exp_partial (S n) x - exp (- x)) by lra.
      apply M; [| |exact X].
      * intro y; apply (derivable_pt_lim_minus (exp_partial (S n)) (fun z => exp (- z)));
          [apply partial_derivative | apply exp_minus_derivative].
      * intros y Y; specialize (IH y Y); lra.
Qed.

(** ** The same as fractions: 1 - x/1 * (1 - x/2 * (1 - x/3 * ...)) *)
Fixpoint exp_fractions (n k : nat) (q : Q) : Q :=
  match n with
  | O => 1%Q
  | S m => (1 - q * / inject_Z (Z.of_nat (S k)) * exp_fractions m (S k) q)%Q
  end.
Lemma fractions_from n k q :
  exp_partial k (Q2R q) + exp_term k (Q2R q) * (Q2R (exp_fractions n k q) - 1) =
  exp_partial (k + n) (Q2R q).
Proof.
  revert k; induction n as [|n IH]; intro k; cbn [exp_fractions].
  - rewrite Nat.add_0_r; unfold Q2R at 3; simpl; lra.
  - replace (k + S n)%nat with (S k + n)%nat by lia; rewrite <- IH.
    rewrite Q2R_minus, !Q2R_mult, Q2R_inv by discriminate.
    replace (/ Q2R (inject_Z (Z.of_nat (S k)))) with (exp_next k)
      by (unfold exp_next, Q2R, inject_Z; f_equal; simpl; lra).
    replace (Q2R 1) with 1 by (unfold Q2R; simpl; lra).
    cbn [exp_partial exp_term]; lra.
Qed.
Lemma fractions_ok n q : Q2R (exp_fractions n 0 q) = exp_partial n (Q2R q).
Proof. rewrite <- (fractions_from n 0); simpl; lra. Qed.

Lemma exp_at_most n q b :
  Nat.even n = true -> (0 <= q)%Q -> Qle_bool (exp_fractions n 0 q) b = true ->
  exp (- Q2R q) <= Q2R b.
Proof.
  intros N X L; apply Qle_bool_iff, Qle_Rle in L; apply Qle_Rle in X.
  replace (Q2R 0) with 0 in X by (unfold Q2R; simpl; lra).
  rewrite fractions_ok in L; pose proof (partial_sums n (Q2R q) X) as S.
  rewrite N in S; lra.
Qed.
Lemma exp_at_least n q b :
  Nat.even n = false -> (0 <= q)%Q -> Qle_bool b (exp_fractions n 0 q) = true ->
  Q2R b <= exp (- Q2R q).
Proof.
  intros N X L; apply Qle_bool_iff, Qle_Rle in L; apply Qle_Rle in X.
  replace (Q2R 0) with 0 in X by (unfold Q2R; simpl; lra).
  rewrite fractions_ok in L; pose proof (partial_sums n (Q2R q) X) as S.
  rewrite N in S; lra.
Qed.
(** [above n q b] and [below n q b] are these bounds, with the computation done. *)
Ltac fraction q := let r := constr:(IZR (Qnum q) / IZR (Zpos (Qden q))) in
  let s := eval simpl in r in s.
Ltac above n q b :=
  let H := fresh "above" in let x := fraction q in let y := fraction b in
  assert (H : exp (- x) <= y)
    by exact (exp_at_most n q b eq_refl ltac:(discriminate)
                ltac:(vm_cast_no_check (eq_refl true))).
Ltac below n q b :=
  let H := fresh "below" in let x := fraction q in let y := fraction b in
  assert (H : y <= exp (- x))
    by exact (exp_at_least n q b eq_refl ltac:(discriminate)
                ltac:(vm_cast_no_check (eq_refl true))).

(** ** From which x on tanh x is nearer to 1 than half of 2^-24 *)
Lemma exp_mono x y : x <= y -> exp x <= exp y.
Proof. intros [L|<-]; [left; now apply exp_increasing | right; reflexivity]. Qed.

Theorem tanh_closer x :
  2362157 / 262144 <= x -> 1 - (1 - 2 * / (1 + exp (2 * x))) < 1 / 33554432.
Proof.
  intro X; above 80%nat (2362157 # 131072)%Q (1 # 67108864)%Q.
  pose proof (exp_mono _ _ (Ropp_le_contravar _ _ X)) as M.
  assert (L : exp (- (2 * x)) <= 1 / 67108864)
    by (eapply Rle_trans; [apply exp_mono | exact above]; lra).
  pose proof (exp_inverse (2 * x)) as I; pose proof (exp_pos (2 * x)) as P.
  set (u := exp (2 * x)) in *; assert (U : 67108864 <= u) by nra.
  assert (2 * / (1 + u) < 1 / 33554432); [|lra].
  apply (Rmult_lt_reg_r (1 + u)); [lra|]; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.

Theorem tanh_farther x :
  x <= 9448627 / 1048576 -> 1 / 33554432 < 1 - (1 - 2 * / (1 + exp (2 * x))).
Proof.
  intro X; below 81%nat (9448627 # 524288)%Q (1 # 67108862)%Q.
  assert (L : 1 / 67108862 <= exp (- (2 * x)))
    by (eapply Rle_trans; [exact below | apply exp_mono]; lra).
  pose proof (exp_inverse (2 * x)) as I; pose proof (exp_pos (2 * x)) as P.
  set (u := exp (2 * x)) in *; assert (U : u <= 67108862) by nra.
  assert (1 / 33554432 < 2 * / (1 + u)); [|lra].
  apply (Rmult_lt_reg_r (1 + u)); [lra|]; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.

(** ** SiLU: where it is least.  There -w is its value at -1 - w, and w * exp (1 + w) = 1. *)
Lemma fraction_le a b c : 0 < b -> (c * b <= a <-> c <= a * / b).
Proof.
  intro B; split; intro L.
  - apply (Rmult_le_reg_r b); [exact B|]; rewrite Rmult_assoc, Rinv_l by lra; lra.
  - apply (Rmult_le_compat_r b) in L; [|lra]; rewrite Rmult_assoc, Rinv_l in L by lra; lra.
Qed.
Lemma le_fraction a b c : 0 < b -> a <= c * b -> a * / b <= c.
Proof.
  intros B L; apply (Rmult_le_reg_r b); [exact B|]; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.
Lemma cross a b c d : 0 < b -> 0 < d -> a * d < c * b -> a * / b < c * / d.
Proof.
  intros B D L; apply (Rmult_lt_reg_r (b * d)); [now apply Rmult_lt_0_compat|].
  replace (a * / b * (b * d)) with (a * d) by (field; lra).
  replace (c * / d * (b * d)) with (c * b) by (field; lra); exact L.
Qed.

Theorem silu_nowhere_less x w :
  0 < w -> 1 <= w * exp (1 + w) -> - w <= x * / (1 + exp (- x)).
Proof.
  intros W L; pose proof (exp_pos (- x)); apply fraction_le; [lra|].
  destruct (Rle_dec 0 (x + w)) as [S|S]; [nra|].
  (* exp (-x) = exp (1 + w) * exp (-x - 1 - w), and the last factor is at least -x - w *)
  replace (- x) with (1 + w + (- x - 1 - w)) by lra; rewrite exp_plus.
  pose proof (exp_ineq1_le (- x - 1 - w)) as T; set (u := exp (- x - 1 - w)) in *.
  set (v := exp (1 + w)) in *; assert (u <= w * v * u) by nra; lra.
Qed.

Theorem silu_taken_there w :
  0 < w -> w * exp (1 + w) <= 1 -> (-1 - w) * / (1 + exp (- (-1 - w))) <= - w.
Proof.
  intros W L; pose proof (exp_pos (- (-1 - w))); apply le_fraction; [lra|].
  replace (- (-1 - w)) with (1 + w) by lra; lra.
Qed.

Theorem silu_falls w x y :
  1 <= w * exp (1 + w) -> x < y -> y <= -1 - w ->
  y * / (1 + exp (- y)) < x * / (1 + exp (- x)).
Proof.
  intros L XY Y; pose proof (exp_pos (- x)); pose proof (exp_pos (- y)).
  pose proof (exp_pos (1 + w)).
  assert (W : 0 < w) by nra.
  apply cross; [lra | lra|].
  assert (M : exp (1 + w) <= exp (- y)) by (apply exp_mono; lra).
  replace (exp (- x)) with (exp (- y) * exp (y - x)) by (rewrite <- exp_plus; f_equal; lra).
  pose proof (exp_ineq1 (y - x)) as T; specialize (T ltac:(lra)).
  set (d := y - x) in *; replace x with (y - d) by (unfold d; lra).
  set (p := exp (- y)) in *; set (q := exp d) in *; assert (D : 0 < d) by (unfold d; lra).
  enough (0 < - d + p * (- d + - y * (q - 1))) by lra.
  assert (A : (1 + w) * d < (1 + w) * (q - 1)) by (apply Rmult_lt_compat_l; lra).
  assert (A' : (1 + w) * (q - 1) <= - y * (q - 1)) by (apply Rmult_le_compat_r; lra).
  assert (B : 1 <= w * p) by (apply Rle_trans with (1 := L), Rmult_le_compat_l; lra).
  pose proof (Rmult_le_compat_r d _ _ (Rlt_le _ _ D) B).
  assert (C : p * (w * d) < p * (- d + - y * (q - 1))) by (apply Rmult_lt_compat_l; lra).
  lra.
Qed.

Theorem silu_rises w x y :
  w * exp (1 + w) <= 1 -> x < y -> -1 - w <= x ->
  x * / (1 + exp (- x)) < y * / (1 + exp (- y)).
Proof.
  intros L XY X; pose proof (exp_pos (- x)); pose proof (exp_pos (- y)).
  pose proof (exp_pos (1 + w)).
  apply cross; [lra | lra|].
  replace (exp (- y)) with (exp (- x) * exp (- (y - x))) by (rewrite <- exp_plus; f_equal; lra).
  pose proof (exp_ineq1 (- (y - x))) as T; specialize (T ltac:(lra)).
  assert (Q1 : exp (- (y - x)) < 1) by (rewrite <- exp_0; apply exp_increasing; lra).
  set (q := exp (- (y - x))) in *; set (d := y - x) in *; replace y with (x + d) by (unfold d; lra).
  assert (D : 0 < d) by (unfold d; lra).
  assert (M : exp (- x) * (-1 - x) <= 1 \/ -1 - x <= 0).
  { destruct (Rle_dec (-1 - x) 0) as [S|S]; [now right | left].
    assert (E : exp (- x) <= exp (1 + w)) by (apply exp_mono; lra).
    apply Rle_trans with (2 := L); rewrite (Rmult_comm w).
    apply Rmult_le_compat; lra. }
  set (p := exp (- x)) in *.
  enough (p * (- d - x * (1 - q)) < d) by lra.
  destruct (Rlt_dec x 0) as [N|N].
  - assert (A : - x * (1 - q) < - x * d) by (apply Rmult_lt_compat_l; lra).
    assert (C : p * (- d - x * (1 - q)) < p * (d * (-1 - x))) by (apply Rmult_lt_compat_l; lra).
    apply Rlt_le_trans with (1 := C); destruct M as [B|B].
    + pose proof (Rmult_le_compat_l d _ _ (Rlt_le _ _ D) B); lra.
    + pose proof (Rmult_lt_0_compat p d); nra.
  - assert (A : 0 <= x * (1 - q)) by (apply Rmult_le_pos; lra).
    assert (C : 0 <= p * (d + x * (1 - q))) by (apply Rmult_le_pos; lra); lra.
Qed.

Theorem silu_at_least x :
  - (27846454276107379511 / 100000000000000000000) < x * / (1 + exp (- x)).
Proof.
  above 36%nat (12784645427610737951095 # 10000000000000000000000)%Q
    (2784645427610737951095 # 10000000000000000000000)%Q.
  set (w := 2784645427610737951095 / 10000000000000000000000) in *.
  assert (E : exp (- (1 + w)) <= w).
  { replace (1 + w) with (12784645427610737951095 / 10000000000000000000000)
      by (unfold w; lra); exact above. }
  pose proof (exp_inverse (1 + w)) as I; pose proof (exp_pos (1 + w)).
  apply Rlt_le_trans with (- w); [unfold w; lra|].
  apply silu_nowhere_less; [unfold w; lra | nra].
Qed.

Theorem silu_at_most :
  exists x, x * / (1 + exp (- x)) < - (2784645427610737951 / 10000000000000000000).
Proof.
  below 37%nat (1278464542761073795105 # 1000000000000000000000)%Q
    (278464542761073795105 # 1000000000000000000000)%Q.
  set (w := 278464542761073795105 / 1000000000000000000000) in *; exists (-1 - w).
  assert (E : w <= exp (- (1 + w))).
  { replace (1 + w) with (1278464542761073795105 / 1000000000000000000000)
      by (unfold w; lra); exact below. }
  pose proof (exp_inverse (1 + w)) as I; pose proof (exp_pos (1 + w)).
  apply Rle_lt_trans with (- w); [|unfold w; lra].
  apply silu_taken_there; [unfold w; lra | nra].
Qed.

Theorem silu_distance_on_the_left x :
  x <= 0 -> Rmax x 0 - x * / (1 + exp (- x)) = - x * / (1 + exp (- x)).
Proof. intro X; rewrite Rmax_right by exact X; lra. Qed.
Theorem silu_distance_on_the_right x :
  0 <= x -> Rmax x 0 - x * / (1 + exp (- x)) = - (- x * / (1 + exp (- - x))).
Proof.
  intro X; rewrite Rmax_left by exact X; rewrite Ropp_involutive, exp_Ropp.
  pose proof (exp_pos x); field; lra.
Qed.
