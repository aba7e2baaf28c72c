(** * One sine with one parameter labels the points 1/2, 1/4, ..., 1/2^n in every way

    For the labels y_1, ..., y_n take w = 1 + sum of (1 - y_i) 2^i.  Then w/2^j is
    t + (1 - y_j) + 2k with 0 < t < 1 and a whole number k: the terms before j, and the 1 in
    front, add up to less than 2^j, and those after j to a multiple of 2^(j+1).  The sine of
    pi (t + 2k) is positive, and that of pi (t + 1 + 2k) is negative. *)
From Coq Require Import Reals Lra.
From NL Require Import Base Parity.

(** The terms after j: if J is the power of 2 before them, they add up to 2 J k. *)
Section Ring.
Variable K : CRing.
Add Ring Kring : (ring_ax K).
Theorem after (w0 J : K) (steps : list K) :
  let '(w, Q, k) := fold_left
    (fun (s : K * K * K) y => (fst (fst s) + (1 - y) * ((1 + 1) * snd (fst s) * J),
                               (1 + 1) * snd (fst s), snd s + (1 - y) * snd (fst s)))
    steps (w0, 1, 0) in
  w = w0 + (1 + 1) * J * k.
Proof.
  apply (fold_invariant (fun s : K * K * K => let '(w, Q, k) := s in w = w0 + (1 + 1) * J * k));
    [ring|].
  intros [[w Q] k] y _ E; simpl; rewrite E; ring.
Qed.
End Ring.

Local Open Scope R_scope.

(** The terms before j, and the 1 in front. *)
Theorem before (steps : list R) : (forall y, In y steps -> y * y = y) ->
  let (w, P) := fold_left
    (fun s y => (fst s + (1 - y) * (2 * snd s), 2 * snd s)) steps (1, 1) in
  1 <= w /\ w <= 2 * P - 1 /\ 1 <= P.
Proof.
  intro H; apply (fold_invariant (fun s : R * R => let (w, P) := s in
                                  1 <= w /\ w <= 2 * P - 1 /\ 1 <= P)); [lra|].
  intros [w P] y I (A & B & C); simpl; assert (Y : y = 0 \/ y = 1).
  { destruct (Rmult_integral y (y - 1)); [specialize (H y I); lra | left | right]; lra. }
  destruct Y as [-> | ->]; lra.
Qed.

(** The frequency for the labels y_1, ..., y_n. *)
Fixpoint frequency (y : nat -> bool) (n : nat) : nat :=
  match n with
  | O => 1
  | S m => frequency y m + (if y (S m) then 0 else 2 ^ S m)
  end.
Lemma frequency_small y n : (1 <= frequency y n <= 2 ^ S n - 1)%nat.
Proof.
  induction n as [|n IH]; [simpl; lia|].
  change (frequency y (S n)) with (frequency y n + (if y (S n) then 0 else 2 ^ S n))%nat.
  change (2 ^ S (S n))%nat with (2 * 2 ^ S n)%nat; destruct (y (S n)); lia.
Qed.
Lemma frequency_rest y j m : exists k, frequency y (m + j) = (frequency y j + 2 * 2 ^ j * k)%nat.
Proof.
  induction m as [|m [k E]]; [exists 0%nat; simpl; lia|].
  simpl frequency; rewrite E; destruct (y (S (m + j))); [exists k; lia|].
  exists (k + 2 ^ m)%nat; change (2 ^ S (m + j))%nat with (2 * 2 ^ (m + j))%nat.
  rewrite Nat.pow_add_r; lia.
Qed.

Theorem sine_shatters (n : nat) (y : nat -> bool) : exists w : nat, forall j, (1 <= j <= n)%nat ->
  (0 < sin (PI * INR w * (/ 2) ^ j) <-> y j = true).
Proof.
  exists (frequency y n); intros j [J N].
  destruct (frequency_rest y j (n - j)) as [k E]; replace (n - j + j)%nat with n in E by lia.
  destruct j as [|i]; [lia|]; assert (L := frequency_small y i).
  set (q := (2 ^ S i)%nat) in *; assert (Q : (0 < INR q)) by (apply lt_0_INR; unfold q; lia).
  assert (F : frequency y (S i) = (frequency y i + (if y (S i) then 0 else q))%nat) by reflexivity.
  set (t := INR (frequency y i) * / INR q).
  assert (T : 0 < t < 1).
  { assert (0 < INR (frequency y i) < INR q) by (split; [apply lt_0_INR | apply lt_INR]; lia).
    unfold t; split; [apply Rmult_lt_0_compat; [lra | now apply Rinv_0_lt_compat]|].
    apply (Rmult_lt_reg_r (INR q)); [exact Q|].
    rewrite Rmult_assoc, Rinv_l by lra; lra. }
  assert (I : (/ 2) ^ S i = / INR q).
  { unfold q; rewrite pow_INR; simpl (INR 2); now rewrite pow_inv. }
  rewrite I, E, F, !plus_INR, !mult_INR; simpl (INR 2); fold q.
  assert (P := PI_RGT_0); assert (S0 : 0 < sin (PI * t)).
  { apply sin_gt_0; [apply Rmult_lt_0_compat; lra|].
    rewrite <- (Rmult_1_r PI) at 2; apply Rmult_lt_compat_l; lra. }
  destruct (y (S i)).
  - replace (PI * (INR (frequency y i) + INR 0 + (1 + 1) * INR q * INR k) * / INR q)
      with (PI * t + 2 * INR k * PI) by (unfold t; simpl (INR 0); field; lra).
    rewrite sin_period; split; auto.
  - replace (PI * (INR (frequency y i) + INR q + (1 + 1) * INR q * INR k) * / INR q)
      with (PI * t + PI + 2 * INR k * PI) by (unfold t; field; lra).
    rewrite sin_period, neg_sin; split; [intro; exfalso; lra | easy].
Qed.

(** The terms before j, and what the sums are for. *)
Theorem before_and_shatters :
  (forall steps : list R, (forall y, In y steps -> y * y = y) ->
     let (w, P) := fold_left
       (fun s y => (fst s + (1 - y) * (2 * snd s), 2 * snd s)) steps (1, 1) in
     1 <= w /\ w <= 2 * P - 1 /\ 1 <= P)
  /\ (forall (n : nat) (y : nat -> bool), exists w : nat, forall j, (1 <= j <= n)%nat ->
        (0 < sin (PI * INR w * (/ 2) ^ j) <-> y j = true)).
Proof. exact (conj before sine_shatters). Qed.

(** At 1, 2, 3, 4 the labels 1, 1, 0, 1 are impossible: with s = sin t and c = cos t. *)
Theorem not_1101 (s c : R) : s * s + c * c = 1 -> 0 < s -> 0 < 2 * s * c ->
  0 < 4 * s * c * (2 * (c * c) - 1) -> 0 < s * (4 * (c * c) - 1).
Proof.
  intros _ S C D; apply Rmult_lt_0_compat; [exact S|].
  assert (H : 0 < 2 * (c * c) - 1); [|lra].
  apply (Rmult_lt_reg_l (4 * s * c)); [lra|]; lra.
Qed.
