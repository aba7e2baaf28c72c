(** * What a bottleneck costs: r + 1 rows that pass through r numbers are dependent

    Take r + 1 rows of r numbers.  Elimination finds a combination of them that is 0
    and whose coefficients are not all 0: if the last column is 0, leave it out; else
    choose a row with a last entry a other than 0, replace every other row by a times
    itself less a multiple of the chosen one, so that its last entry becomes 0, and
    go on with one row and one column less.  Nothing is divided, so this works over the
    integers as well.

    The rows of a product V U, with r columns in V, inherit the combination. *)
From NL Require Import Base Affine Matrix Collapse.

(** ** Elimination *)
Section Skip.
Variable K : CRing.
Add Ring Kring : (ring_ax K).
Open Scope nl_scope.

(** All indices but k, in order. *)
Definition skip (k i : nat) : nat := if Nat.ltb i k then i else S i.
Definition unskip (k i : nat) : nat := if Nat.ltb i k then i else Nat.pred i.
Lemma skip_ne k i : skip k i <> k.
Proof. unfold skip; destruct (Nat.ltb_spec i k); lia. Qed.
Lemma skip_lt k i n : (k <= n)%nat -> (i < n)%nat -> (skip k i < S n)%nat.
Proof. intros; unfold skip; destruct (Nat.ltb_spec i k); lia. Qed.
Lemma unskip_skip k i : unskip k (skip k i) = i.
Proof.
  unfold skip, unskip; destruct (Nat.ltb_spec i k) as [L|L].
  - destruct (Nat.ltb_spec i k); lia.
  - destruct (Nat.ltb_spec (S i) k); lia.
Qed.
Lemma sum_skip p k (f : nat -> K) :
  (k <= p)%nat -> sum (S p) f = f k + sum p (fun i => f (skip k i)).
Proof.
  induction p as [|p IH]; intro L.
  - replace k with 0%nat by lia; simpl; ring.
  - destruct (Nat.eq_dec k (S p)) as [->|D].
    + rewrite (sum_ext K (S p) (fun i => f (skip (S p) i)) f); [simpl; ring|].
      intros i Li; unfold skip; destruct (Nat.ltb_spec i (S p)); [reflexivity | lia].
    + change (sum (S (S p)) f) with (sum (S p) f + f (S p)); rewrite IH by lia.
      change (sum (S p) (fun i => f (skip k i)))
        with (sum p (fun i => f (skip k i)) + f (skip k p)).
      replace (skip k p) with (S p); [ring|].
      unfold skip; destruct (Nat.ltb_spec p k); lia.
Qed.
End Skip.

Section Elimination.
Variable K : OrdRing.
Add Ring Kring' : (ring_ax K).
Open Scope nl_scope.

Lemma zero_column p (f : nat -> K) :
  (forall i, (i < p)%nat -> f i = 0) \/ exists k, (k < p)%nat /\ f k <> 0.
Proof.
  induction p as [|p [Z|(k & L & N)]]; [left; lia | | right; exists k; split; [lia | exact N]].
  destruct (sign K (f p)) as [P|[E|P]].
  - right; exists p; split; [lia | exact (pos_neq K _ P)].
  - left; intros i L; destruct (Nat.eq_dec i p) as [->|D]; [exact E | apply Z; lia].
  - right; exists p; split; [lia|]; intro E; rewrite E in P.
    apply (lt_irrefl K 0); replace 0 with (- (0 : K)) at 2 by ring; exact P.
Qed.

Lemma dependent r : forall p (f : nat -> nat -> K), (r < p)%nat ->
  exists c : nat -> K, (exists i, (i < p)%nat /\ c i <> 0) /\
    forall j, (j < r)%nat -> sum p (fun i => c i * f i j) = 0.
Proof.
  induction r as [|r IH]; intros p f L.
  { exists (fun _ => 1); split; [exists 0%nat; split; [exact L | apply one_neq_zero] | lia]. }
  destruct (zero_column p (fun i => f i r)) as [Z|(k & Lk & N)].
  - destruct (IH p f) as (c & Hc & E); [lia|]; exists c; split; [exact Hc|].
    intros j Lj; destruct (Nat.eq_dec j r) as [->|D]; [|apply E; lia].
    rewrite (sum_ext K p _ (fun _ => 0)); [apply sum_zero|].
    intros i Li; rewrite Z by exact Li; ring.
  - destruct p as [|p]; [lia|].
    destruct (IH p (fun i j => f k r * f (skip k i) j - f (skip k i) r * f k j))
      as (d & (i & Li & Ni) & E); [lia|].
    exists (fun i => if Nat.eqb i k then - sum p (fun i => d i * f (skip k i) r)
                     else f k r * d (unskip k i)); split.
    + exists (skip k i); split; [apply skip_lt; lia|].
      destruct (Nat.eqb_spec (skip k i) k) as [F|_]; [now apply skip_ne in F|].
      rewrite unskip_skip; intro F; destruct (no_zero_divisors K _ _ F); contradiction.
    + intros j Lj; rewrite (sum_skip K p k) by lia; rewrite Nat.eqb_refl.
      set (g := fun i => f k r * f (skip k i) j - f (skip k i) r * f k j).
      assert (Z : sum p (fun i => d i * g i) = 0).
      { destruct (Nat.eq_dec j r) as [->|D]; [|apply E; lia].
        rewrite (sum_ext K p _ (fun _ => 0)); [apply sum_zero | intros; unfold g; ring]. }
      match goal with |- _ + sum p ?h = 0 =>
        rewrite (sum_ext K p h (fun i => d i * g i + d i * f (skip k i) r * f k j)) end.
      * rewrite sum_add, sum_mul_r, Z; ring.
      * intros l _; destruct (Nat.eqb_spec (skip k l) k) as [F|_]; [now apply skip_ne in F|].
        rewrite unskip_skip; unfold g; ring.
Qed.
End Elimination.

(** ** Matrices *)
Section Rank.
Variable K : OrdRing.
Open Scope mat_scope.

Lemma ssum_is_sum n (f : nat -> K) : @ssum K n f = sum n f.
Proof.
  induction n as [|n IH]; [reflexivity | exact (f_equal (fun z => add z (f n)) IH)].
Qed.

(** More rows than columns: some combination of the rows is 0. *)
Theorem dependent_rows p r (V : matrix K p r) : (r < p)%nat ->
  exists c : matrix K 1 p, c <> 0 /\ c * V = 0.
Proof.
  intro L; destruct (dependent K r p (fun i j => entry V i j) L) as (c & (i & Li & N) & E).
  assert (H : forall j, (j < p)%nat -> entry (of_entries (S := K) 1 p (fun _ j => c j)) 0 j = c j)
    by (intros; apply (entry_of K); lia).
  exists (of_entries (S := K) 1 p (fun _ j => c j)); split.
  - intro F; apply N; rewrite <- (H i Li), F; apply (entry_zero K 1 p); lia.
  - apply matrix_eq; intros i' j Li' Lj; replace i' with 0%nat by lia.
    rewrite entry_mul, entry_zero by lia.
    transitivity (sum p (fun i => mul (c i) (entry V i j))); [|now apply E].
    rewrite <- ssum_is_sum; apply ssum_ext; intros; now rewrite H.
Qed.
(** So are p rows of a product through fewer than p numbers. *)
Theorem rank_bound p r n (V : matrix K p r) (U : matrix K r n) : (r < p)%nat ->
  exists c : matrix K 1 p, c <> 0 /\ c * (V * U) = 0.
Proof.
  intro L; destruct (dependent_rows p r V L) as (c & N & E); exists c; split; [exact N|].
  now rewrite mmul_assoc, E, mmul_0_l.
Qed.
(** The identity of p numbers does not pass through fewer. *)
Theorem identity_needs_width p r (V : matrix K p r) (U : matrix K r p) :
  V * U = 1 -> (p <= r)%nat.
Proof.
  intro E; destruct (Nat.le_gt_cases p r) as [L|L]; [exact L | exfalso].
  destruct (rank_bound p r p V U L) as (c & N & Z); apply N.
  now rewrite <- Z, E, mmul_1_r.
Qed.
End Rank.

(** ** The maps that stacks of given widths reach *)
Section Widths.
Variable S : Semiring.

(** The widths of the layers, the last one first; that of the input is not among them. *)
Fixpoint widths {n m} (N : stack S n m) : list nat :=
  match N with Input => [] | @Layer _ _ _ k before _ _ => k :: widths before end.

Theorem weight_factors n m (N : stack S n m) r : In r (n :: widths N) ->
  exists (V : matrix S m r) (U : matrix S r n), weight N = V * U.
Proof.
  intros [->|I].
  - exists (weight N), 1; now rewrite mmul_1_r.
  - induction N as [|m k before IH A d]; [destruct I|]; destruct I as [<-|I].
    + exists 1, (A * weight before); now rewrite mmul_1_l.
    + destruct (IH I) as (V & U & E); exists (A * V), U; simpl; rewrite E; apply mmul_assoc.
Qed.

(** Write r numbers into k, and read them back. *)
Definition copy m n : matrix S m n := of_entries m n (fun i j => if Nat.eqb i j then s1 else s0).
Lemma write_and_read r k : (r <= k)%nat -> copy r k * copy k r = 1.
Proof.
  intro L; apply matrix_eq; intros i j Li Lj.
  rewrite entry_mul, entry_one by assumption; unfold copy.
  rewrite (ssum_one S k _ i).
  - rewrite !entry_of, Nat.eqb_refl by lia; apply stimes_1_l.
  - lia.
  - intros l Ll D; rewrite entry_of by lia.
    destruct (Nat.eqb_spec i l); [congruence | apply stimes_0_l].
Qed.

Lemma readable n r (U : matrix S r n) k hidden : (forall w, In w (k :: hidden) -> (r <= w)%nat) ->
  exists N : stack S n k, widths N = k :: hidden /\
    forall x, copy r k * through N x = U * x.
Proof.
  revert k; induction hidden as [|h hidden IH]; intros k L.
  - exists (Layer Input (copy k r * U) 0); split; [reflexivity|]; intro x; simpl.
    rewrite madd_0_r, !mmul_assoc, write_and_read, mmul_1_l by (apply L; now left); reflexivity.
  - destruct (IH h) as (N & E & H); [intros w I; apply L; now right|].
    exists (Layer N (copy k r * copy r h) 0); split; [simpl; now rewrite E|]; intro x; simpl.
    rewrite madd_0_r, <- mmul_assoc, H, !mmul_assoc, write_and_read, mmul_1_l
      by (apply L; now left); reflexivity.
Qed.

Theorem factors_reached n m r (V : matrix S m r) (U : matrix S r n) (b : matrix S m 1) hidden :
  (forall w, In w hidden -> (r <= w)%nat) ->
  exists N : stack S n m, widths N = m :: hidden /\ forall x, through N x = V * U * x + b.
Proof.
  destruct hidden as [|h hidden]; intro L.
  - exists (Layer Input (V * U) b); split; reflexivity.
  - destruct (readable n r U h hidden L) as (N & E & H).
    exists (Layer N (V * copy r h) b); split; [simpl; now rewrite E|]; intro x; simpl.
    now rewrite <- mmul_assoc, H, mmul_assoc.
Qed.

(** ** The three parts of the claim, each with what follows from it *)
Theorem what_is_reached_factors n :
  (forall r m (N : stack S r m) (U : matrix S r n) (c : matrix S r 1) (x : matrix S n 1),
    through N (U * x + c) = weight N * U * x + through N c) /\
  (forall m (N : stack S n m) r, In r (n :: widths N) ->
    exists (V : matrix S m r) (U : matrix S r n), forall x, through N x = V * U * x + bias N).
Proof.
  split; [apply after_the_bottleneck|]; intros m N r I.
  destruct (weight_factors n m N r I) as (V & U & E); exists V, U; intro x.
  now rewrite collapse, E.
Qed.
Theorem what_factors_is_reached n r :
  (forall s layers (Q : matrix S s r) (R : matrix S r s) (U : matrix S r n) (x : matrix S n 1),
    handed_on layers (R * (Q * (U * x))) = handed_on layers (R * Q) * U * x) /\
  (forall m (V : matrix S m r) (U : matrix S r n) (b : matrix S m 1) hidden,
    (forall w, In w hidden -> (r <= w)%nat) ->
    exists N : stack S n m, widths N = m :: hidden /\ forall x, through N x = V * U * x + b).
Proof. split; [intros; apply handed_on_collapse | intros; now apply factors_reached]. Qed.
End Widths.
Arguments widths {_ _ _} _.
