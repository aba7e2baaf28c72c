(** * Minors of a product through r numbers

    The determinant is defined by expanding along the first column.  It is linear in every
    row, and 0 if two rows are equal.  Each row of V U is a combination of the r rows of U.
    So a minor of V U with more than r rows is a combination of determinants whose rows
    are among r rows: in each of them two rows are equal. *)
From NL Require Import Base Affine Rank.

Section Det.
Variable K : CRing.
Add Ring Kring : (ring_ax K).
Open Scope nl_scope.

Fixpoint sgn (i : nat) : K := match i with O => 1 | S i => - sgn i end.
(** The determinant of the first n rows and columns of M. *)
Fixpoint det (n : nat) (M : nat -> nat -> K) : K :=
  match n with
  | O => 1
  | S n => sum (S n) (fun i => sgn i * M i 0%nat * det n (fun a b => M (skip i a) (S b)))
  end.

Lemma det_ext n : forall M N, (forall i j, (i < n)%nat -> (j < n)%nat -> M i j = N i j) ->
  det n M = det n N.
Proof.
  induction n as [|n IH]; intros M N E; [reflexivity|].
  change (sum (S n) (fun i => sgn i * M i 0%nat * det n (fun a b => M (skip i a) (S b)))
        = sum (S n) (fun i => sgn i * N i 0%nat * det n (fun a b => N (skip i a) (S b)))).
  apply sum_ext; intros i Li; rewrite (E i 0%nat) by lia; f_equal.
  apply IH; intros a b La Lb; apply E; [apply skip_lt; lia | lia].
Qed.

(** Row k replaced by v. *)
Definition set_row (M : nat -> nat -> K) k (v : nat -> K) : nat -> nat -> K :=
  fun i j => if Nat.eqb i k then v j else M i j.
Lemma skip_eqb i k a : i <> k -> Nat.eqb (skip i a) k = Nat.eqb a (unskip i k).
Proof.
  intro D; destruct (Nat.eqb_spec (skip i a) k) as [E|E], (Nat.eqb_spec a (unskip i k)) as [F|F];
    trivial; exfalso; unfold skip, unskip in *;
    destruct (Nat.ltb_spec a i), (Nat.ltb_spec k i); lia.
Qed.

(** Linear in row k. *)
Lemma det_linear n : forall M k (x y : K) u v, (k < n)%nat ->
  det n (set_row M k (fun j => x * u j + y * v j))
  = x * det n (set_row M k u) + y * det n (set_row M k v).
Proof.
  induction n as [|n IH]; intros M k x y u v L; [lia|].
  set (term := fun w i => sgn i * set_row M k w i 0%nat
                          * det n (fun a b => set_row M k w (skip i a) (S b))).
  change (sum (S n) (term (fun j => x * u j + y * v j))
          = x * sum (S n) (term u) + y * sum (S n) (term v)).
  rewrite <- !sum_mul_l, <- sum_add; apply sum_ext; intros i Li; unfold term.
  destruct (Nat.eq_dec i k) as [->|D].
  - assert (E : forall w, det n (fun a b => set_row M k w (skip k a) (S b))
                          = det n (fun a b => M (skip k a) (S b))).
    { intro w; apply det_ext; intros a b _ _; unfold set_row.
      destruct (Nat.eqb_spec (skip k a) k) as [F|_]; [now apply skip_ne in F | reflexivity]. }
    rewrite !E; unfold set_row; rewrite Nat.eqb_refl; ring.
  - assert (E : forall w, det n (fun a b => set_row M k w (skip i a) (S b))
                = det n (set_row (fun a b => M (skip i a) (S b)) (unskip i k) (fun j => w (S j)))).
    { intro w; apply det_ext; intros a b _ _; unfold set_row; now rewrite skip_eqb by exact D. }
    rewrite !E, IH; [unfold set_row; destruct (Nat.eqb_spec i k); [contradiction | ring]|].
    unfold unskip; destruct (Nat.ltb_spec k i); lia.
Qed.

(** Two equal rows, one below the other. *)
Lemma det_adjacent n : forall M k, (S k < n)%nat ->
  (forall j, (j < n)%nat -> M k j = M (S k) j) -> det n M = 0.
Proof.
  induction n as [|n IH]; intros M k L E; [lia|].
  set (term := fun i => sgn i * M i 0%nat * det n (fun a b => M (skip i a) (S b))).
  change (sum (S n) term = 0).
  assert (Z : forall i, (i < S n)%nat -> i <> k -> i <> S k -> term i = 0).
  { intros i Li D D'; unfold term; rewrite (IH _ (unskip i k)); [ring| |].
    - unfold unskip; destruct (Nat.ltb_spec k i); lia.
    - intros j Lj; unfold skip, unskip.
      destruct (Nat.ltb_spec k i).
      + destruct (Nat.ltb_spec k i), (Nat.ltb_spec (S k) i); try lia; apply E; lia.
      + destruct (Nat.ltb_spec (Nat.pred k) i), (Nat.ltb_spec (S (Nat.pred k)) i); try lia.
        replace (S (Nat.pred k)) with k by lia; apply E; lia. }
  assert (P : term k + term (S k) = 0).
  { unfold term; rewrite (E 0%nat) by lia; simpl sgn.
    rewrite (det_ext n (fun a b => M (skip k a) (S b)) (fun a b => M (skip (S k) a) (S b))).
    - ring.
    - intros a b La Lb; unfold skip.
      destruct (Nat.ltb_spec a k), (Nat.ltb_spec a (S k)); try lia; try reflexivity.
      replace a with k by lia; symmetry; apply E; lia. }
  rewrite (sum_skip K n k) by lia; destruct n as [|n]; [lia|].
  rewrite (sum_skip K n k) by lia.
  replace (skip k k) with (S k) by (unfold skip; destruct (Nat.ltb_spec k k); lia).
  rewrite (sum_ext K n _ (fun _ => 0)), sum_zero;
    [transitivity (term k + term (S k)); [ring | exact P]|].
  intros i Li; apply Z; unfold skip; destruct (Nat.ltb_spec i k);
    (destruct (Nat.ltb_spec i k) || idtac); try destruct (Nat.ltb_spec (S i) k); lia.
Qed.

(** Two equal rows i and i + 1 + d. *)
Lemma det_equal_rows n d : forall M i, (i + d + 1 < n)%nat ->
  (forall j, (j < n)%nat -> M i j = M (i + d + 1)%nat j) -> det n M = 0.
Proof.
  induction d as [|d IH]; intros M i L E.
  { apply (det_adjacent n M i); [lia|]; intros j Lj; rewrite E by exact Lj; f_equal; lia. }
  set (p := (i + d + 1)%nat); set (q := S p).
  (* F u v: rows p and q replaced by u and v *)
  set (F := fun u v => det n (set_row (set_row M p u) q v)).
  assert (lin : forall u u' v, F (fun j => 1 * u j + 1 * u' j) v = F u v + F u' v).
  { intros u u' v; unfold F.
    assert (swap : forall w,
      det n (set_row (set_row M p w) q v) = det n (set_row (set_row M q v) p w)).
    { intro w; apply det_ext; intros a b _ _; unfold set_row.
      destruct (Nat.eqb_spec a q), (Nat.eqb_spec a p); trivial; unfold q in *; lia. }
    rewrite !swap, det_linear by (unfold p; lia); ring. }
  assert (lin' : forall u v v', F u (fun j => 1 * v j + 1 * v' j) = F u v + F u v').
  { intros; unfold F; rewrite det_linear by (unfold q, p; lia); ring. }
  assert (same : forall u, F u u = 0).
  { intro u; apply (det_adjacent n _ p); [unfold p; lia|]; intros j _; unfold set_row.
    fold q; rewrite !Nat.eqb_refl; destruct (Nat.eqb_spec p q); [unfold q in *; lia|].
    reflexivity. }
  assert (E1 : det n M = F (M p) (M q)).
  { apply det_ext; intros a b _ _; unfold set_row.
    destruct (Nat.eqb_spec a q) as [->|_]; [reflexivity|].
    destruct (Nat.eqb_spec a p) as [->|_]; reflexivity. }
  assert (E2 : F (M q) (M p) = 0).
  { apply (IH _ i); [lia|]; intros j Lj; fold p; unfold set_row.
    destruct (Nat.eqb_spec i q); [unfold q, p in *; lia|].
    destruct (Nat.eqb_spec i p); [unfold p in *; lia|].
    destruct (Nat.eqb_spec p q); [unfold q in *; lia|].
    rewrite Nat.eqb_refl, E by exact Lj; f_equal; unfold q, p; lia. }
  pose proof (same (fun j => 1 * M p j + 1 * M q j)) as H.
  rewrite lin, !lin', !same, E2 in H; rewrite E1, <- H; ring.
Qed.
Lemma det_two_equal n M i k : (i < n)%nat -> (k < n)%nat -> i <> k ->
  (forall j, (j < n)%nat -> M i j = M k j) -> det n M = 0.
Proof.
  intros Li Lk D E; destruct (Nat.lt_total i k) as [L|[L|L]]; [|lia|].
  - apply (det_equal_rows n (k - i - 1) M i); [lia|]; intros j Lj.
    replace (i + (k - i - 1) + 1)%nat with k by lia; now apply E.
  - apply (det_equal_rows n (i - k - 1) M k); [lia|]; intros j Lj.
    replace (k + (i - k - 1) + 1)%nat with i by lia; symmetry; now apply E.
Qed.

(** A row that is a combination of p rows. *)
Lemma det_combination n M k p (c : nat -> K) (v : nat -> nat -> K) : (k < n)%nat ->
  det n (set_row M k (fun j => sum p (fun l => c l * v l j)))
  = sum p (fun l => c l * det n (set_row M k (v l))).
Proof.
  intro L; induction p as [|p IH]; simpl.
  - pose proof (det_linear n M k 0 0 (fun _ => 0) (fun _ => 0) L) as H.
    rewrite (det_ext n _ (set_row M k (fun j => 0 * 0 + 0 * 0))), H; [ring|].
    intros i j _ _; unfold set_row; destruct (Nat.eqb i k); [ring | reflexivity].
  - rewrite <- IH.
    rewrite (det_ext n _ (set_row M k
      (fun j => 1 * sum p (fun l => c l * v l j) + c p * v p j)));
      [rewrite det_linear by exact L; ring|].
    intros i j _ _; unfold set_row; destruct (Nat.eqb i k); [ring | reflexivity].
Qed.

(** Of p numbers below r < p, two are equal. *)
Lemma pigeonhole r : forall p (g : nat -> nat), (r < p)%nat ->
  (forall i, (i < p)%nat -> (g i < r)%nat) ->
  exists i k, (i < k < p)%nat /\ g i = g k.
Proof.
  induction r as [|r IH]; intros p g L G; [specialize (G 0%nat L); lia|].
  destruct p as [|p]; [lia|].
  assert (C : (exists i, (i < p)%nat /\ g i = g p) \/ forall i, (i < p)%nat -> g i <> g p).
  { clear; generalize (g p); intro y; induction p as [|p [(i & L & E)|N]]; [right; lia | |].
    - left; exists i; split; [lia | exact E].
    - destruct (Nat.eq_dec (g p) y) as [E|D]; [left; exists p; split; [lia | exact E]|].
      right; intros i L; destruct (Nat.eq_dec i p) as [->|]; [exact D | apply N; lia]. }
  destruct C as [(i & Li & E)|N]; [exists i, p; split; [lia | exact E]|].
  destruct (IH p (fun i => unskip (g p) (g i))) as (i & k & (L1 & L2) & E); [lia | |].
  - intros i Li; pose proof (G i); pose proof (G p); pose proof (N i Li).
    unfold unskip; destruct (Nat.ltb_spec (g i) (g p)); lia.
  - exists i, k; split; [lia|]; pose proof (N i); pose proof (N k); unfold unskip in E.
    destruct (Nat.ltb_spec (g i) (g p)), (Nat.ltb_spec (g k) (g p)); lia.
Qed.

(** If p rows are combinations of r < p rows, expand the rows one after the other: in the end
    all are among the r, so two are equal. *)
Theorem det_of_few_rows r p (V U : nat -> nat -> K) : (r < p)%nat -> forall d k g M,
  (k + d = p)%nat -> (forall i, (i < k)%nat -> (g i < r)%nat) ->
  (forall i j, (i < k)%nat -> M i j = U (g i) j) ->
  (forall i j, (k <= i < p)%nat -> M i j = sum r (fun l => V i l * U l j)) -> det p M = 0.
Proof.
  intro L; induction d as [|d IH]; intros k g M P G A C.
  - destruct (pigeonhole r p g L) as (i & i' & (L1 & L2) & E); [intros; apply G; lia|].
    apply (det_two_equal p M i i'); try lia; intros j _; rewrite !A by lia; now rewrite E.
  - rewrite (det_ext p M (set_row M k (fun j => sum r (fun l => V k l * U l j)))).
    2:{ intros i j _ _; unfold set_row; destruct (Nat.eqb_spec i k) as [->|_]; trivial.
        apply C; lia. }
    rewrite det_combination by lia; rewrite (sum_ext K r _ (fun _ => 0)); [apply sum_zero|].
    intros l Ll; rewrite (IH (S k) (fun i => if Nat.eqb i k then l else g i)); try lia; try ring.
    + intros i Li; destruct (Nat.eqb_spec i k); [exact Ll | apply G; lia].
    + intros i j Li; unfold set_row; destruct (Nat.eqb_spec i k); [reflexivity | apply A; lia].
    + intros i j Li; unfold set_row; destruct (Nat.eqb_spec i k); [lia | apply C; lia].
Qed.

(** ** The rank bound: every minor of more than r rows of V U is 0 *)
Theorem minors_vanish r p (V U : nat -> nat -> K) (rows columns : nat -> nat) : (r < p)%nat ->
  det p (fun i j => mm r V U (rows i) (columns j)) = 0.
Proof.
  intro L; apply (det_of_few_rows r p (fun i => V (rows i)) (fun l j => U l (columns j)) L
    p 0 (fun _ => 0%nat)); lia || reflexivity.
Qed.
End Det.
Arguments det {_} _ _.  Arguments sgn {_} _.
