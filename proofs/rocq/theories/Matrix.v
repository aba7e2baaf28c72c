(** * Matrices of any size over any semiring

    A semiring has sums and products as the natural numbers have them: neither
    needs an inverse, and products need not commute.  A matrix is a tuple of
    tuples, so two matrices with the same entries are equal, and laws read as in
    a book:  A * (B * x + c) = A * B * x + A * c.

    The tactic [words] proves such laws.  It multiplies out, keeps the letters of
    each product in their order, and compares the two lists of products. *)
From NL Require Import Base.

Record Semiring := {
  carrier :> Type;
  s0 : carrier;
  s1 : carrier;
  splus : carrier -> carrier -> carrier;
  stimes : carrier -> carrier -> carrier;
  splus_comm : forall x y, splus x y = splus y x;
  splus_assoc : forall x y z, splus x (splus y z) = splus (splus x y) z;
  splus_0 : forall x, splus x s0 = x;
  stimes_assoc : forall x y z, stimes x (stimes y z) = stimes (stimes x y) z;
  stimes_1_l : forall x, stimes s1 x = x;
  stimes_1_r : forall x, stimes x s1 = x;
  stimes_plus_l : forall x y z, stimes (splus x y) z = splus (stimes x z) (stimes y z);
  stimes_plus_r : forall x y z, stimes x (splus y z) = splus (stimes x y) (stimes x z);
  stimes_0_l : forall x, stimes s0 x = s0;
  stimes_0_r : forall x, stimes x s0 = s0
}.
Arguments s0 {_}.  Arguments s1 {_}.
Arguments splus {_} _ _.  Arguments stimes {_} _ _.

(** A ring, commutative or not: a semiring in which one can subtract. *)
Record AnyRing := {
  semiring_of :> Semiring;
  sopp : semiring_of -> semiring_of;
  splus_opp : forall x, splus x (sopp x) = s0
}.
Arguments sopp {_} _.

(** Every commutative ring of [Base.v] is one. *)
Section OfCRing.
Variable K : CRing.
Add Ring Kring : (ring_ax K).
Definition ring_semiring : Semiring.
Proof. refine (Build_Semiring K 0 1 add mul _ _ _ _ _ _ _ _ _ _); intros; ring. Defined.
Definition any_ring : AnyRing.
Proof. refine (Build_AnyRing ring_semiring opp _); intro; simpl; ring. Defined.
End OfCRing.
Coercion any_ring : CRing >-> AnyRing.

(** ** Tuples *)
Fixpoint tuple (T : Type) (n : nat) : Type :=
  match n with O => unit | S k => (T * tuple T k)%type end.
Fixpoint tab {T} n (f : nat -> T) : tuple T n :=
  match n with O => tt | S k => (f O, tab k (fun i => f (S i))) end.
Fixpoint get {T} (d : T) n : tuple T n -> nat -> T :=
  match n with
  | O => fun _ _ => d
  | S k => fun t i => match i with O => fst t | S j => get d k (snd t) j end
  end.

Lemma tab_ext {T} n (f g : nat -> T) :
  (forall i, (i < n)%nat -> f i = g i) -> tab n f = tab n g.
Proof.
  revert f g; induction n as [|n IH]; intros f g E; simpl; [reflexivity|].
  rewrite (E O) by lia; f_equal; apply IH; intros i L; apply E; lia.
Qed.
Lemma get_tab {T} (d : T) n f i : (i < n)%nat -> get d n (tab n f) i = f i.
Proof.
  revert f i; induction n as [|n IH]; intros f i L; [lia|].
  destruct i as [|i]; simpl; [reflexivity|]; apply (IH (fun j => f (S j))); lia.
Qed.
Lemma tab_get {T} (d : T) n t : tab n (get d n t) = t.
Proof. induction n as [|n IH]; destruct t; simpl; [reflexivity | now rewrite IH]. Qed.

(** ** Finite sums *)
Section Sums.
Variable S : Semiring.
Infix "+" := splus.
Infix "*" := stimes.

Fixpoint ssum (n : nat) (f : nat -> S) : S :=
  match n with O => s0 | Datatypes.S k => ssum k f + f k end.

Lemma ssum_ext n f g : (forall k, (k < n)%nat -> f k = g k) -> ssum n f = ssum n g.
Proof.
  induction n as [|n IH]; intro H; simpl; [reflexivity|].
  rewrite IH, H by auto with arith; reflexivity.
Qed.
Lemma splus_swap (x y z t : S) : (x + y) + (z + t) = (x + z) + (y + t).
Proof.
  now rewrite !splus_assoc, <- (splus_assoc S x y z), (splus_comm S y z), splus_assoc.
Qed.
Lemma ssum_add n f g : ssum n (fun k => f k + g k) = ssum n f + ssum n g.
Proof.
  induction n as [|n IH]; simpl; [now rewrite splus_0 | now rewrite IH, splus_swap].
Qed.
Lemma ssum_mul_l n c f : ssum n (fun k => c * f k) = c * ssum n f.
Proof.
  induction n as [|n IH]; simpl; [now rewrite stimes_0_r|].
  now rewrite IH, stimes_plus_r.
Qed.
Lemma ssum_mul_r n c f : ssum n (fun k => f k * c) = ssum n f * c.
Proof.
  induction n as [|n IH]; simpl; [now rewrite stimes_0_l|].
  now rewrite IH, stimes_plus_l.
Qed.
Lemma ssum_zero n : ssum n (fun _ => s0) = s0.
Proof. induction n as [|n IH]; simpl; [|rewrite IH, splus_0]; reflexivity. Qed.
Lemma ssum_swap m n (f : nat -> nat -> S) :
  ssum m (fun i => ssum n (fun j => f i j)) = ssum n (fun j => ssum m (fun i => f i j)).
Proof.
  induction m as [|m IH]; simpl; [now rewrite ssum_zero | now rewrite IH, <- ssum_add].
Qed.
(** A sum with at most one entry that is not zero. *)
Lemma ssum_one n f i :
  (i < n)%nat -> (forall k, (k < n)%nat -> k <> i -> f k = s0) -> ssum n f = f i.
Proof.
  induction n as [|n IH]; intros L Z; [lia|]; simpl.
  destruct (Nat.eq_dec i n) as [->|D].
  - rewrite (ssum_ext n f (fun _ => s0)), ssum_zero by (intros; apply Z; lia).
    now rewrite splus_comm, splus_0.
  - rewrite IH, (Z n), splus_0; try lia; [reflexivity|].
    intros k Lk; apply Z; lia.
Qed.
End Sums.
Arguments ssum {_} _ _.

(** ** Matrices: m rows of n numbers *)
Definition matrix (S : Semiring) (m n : nat) : Type := tuple (tuple S n) m.

Section Matrices.
Variable S : Semiring.

Definition of_entries m n (f : nat -> nat -> S) : matrix S m n := tab m (fun i => tab n (f i)).
Definition entry {m n} (A : matrix S m n) (i j : nat) : S :=
  get s0 n (get (tab n (fun _ => s0)) m A i) j.

Lemma entry_of m n f i j :
  (i < m)%nat -> (j < n)%nat -> entry (of_entries m n f) i j = f i j.
Proof. intros; unfold entry, of_entries; rewrite get_tab, get_tab; trivial. Qed.
Lemma matrix_eq m n (A B : matrix S m n) :
  (forall i j, (i < m)%nat -> (j < n)%nat -> entry A i j = entry B i j) -> A = B.
Proof.
  intro E; rewrite <- (tab_get (tab n (fun _ => s0)) m A), <- (tab_get (tab n (fun _ => s0)) m B).
  apply tab_ext; intros i Li.
  rewrite <- (tab_get s0 n (get _ m A i)), <- (tab_get s0 n (get _ m B i)).
  apply tab_ext; intros j Lj; now apply E.
Qed.

Definition madd {m n} (A B : matrix S m n) : matrix S m n :=
  of_entries m n (fun i j => splus (entry A i j) (entry B i j)).
Definition mmul {k m n} (A : matrix S k m) (B : matrix S m n) : matrix S k n :=
  of_entries k n (fun i j => ssum m (fun l => stimes (entry A i l) (entry B l j))).
Definition mzero {m n} : matrix S m n := of_entries m n (fun _ _ => s0).
Definition mone {n} : matrix S n n := of_entries n n (fun i j => if Nat.eqb i j then s1 else s0).
End Matrices.
Arguments of_entries {_} _ _ _.  Arguments entry {_ _ _} _ _ _.
Arguments madd {_ _ _} _ _.  Arguments mmul {_ _ _ _} _ _.
Arguments mzero {_ _ _}.  Arguments mone {_ _}.
Definition mopp {R : AnyRing} {m n} (A : matrix R m n) : matrix R m n :=
  of_entries m n (fun i j => sopp (entry A i j)).

Declare Scope mat_scope.
Delimit Scope mat_scope with mat.
Open Scope mat_scope.
Infix "+" := madd : mat_scope.
Infix "*" := mmul : mat_scope.
Notation "- A" := (mopp A) : mat_scope.
Notation "A - B" := (madd A (mopp B)) : mat_scope.
Notation "0" := mzero : mat_scope.
Notation "1" := mone : mat_scope.

(** [copies 3 A] is A + A + A. *)
Fixpoint copies {S : Semiring} {m n} (c : nat) (A : matrix S m n) : matrix S m n :=
  match c with O => 0 | Datatypes.S k => copies k A + A end.

Section Laws.
Variable S : Semiring.

Lemma entry_add m n (A B : matrix S m n) i j : (i < m)%nat -> (j < n)%nat ->
  entry (A + B) i j = splus (entry A i j) (entry B i j).
Proof. exact (entry_of S m n _ i j). Qed.
Lemma entry_mul k m n (A : matrix S k m) (B : matrix S m n) i j : (i < k)%nat -> (j < n)%nat ->
  entry (A * B) i j = ssum m (fun l => stimes (entry A i l) (entry B l j)).
Proof. exact (entry_of S k n _ i j). Qed.
Lemma entry_zero m n i j : (i < m)%nat -> (j < n)%nat -> entry (0 : matrix S m n) i j = s0.
Proof. exact (entry_of S m n _ i j). Qed.
Lemma entry_one n i j : (i < n)%nat -> (j < n)%nat ->
  entry (1 : matrix S n n) i j = if Nat.eqb i j then s1 else s0.
Proof. exact (entry_of S n n _ i j). Qed.

Lemma madd_comm m n (A B : matrix S m n) : A + B = B + A.
Proof. apply matrix_eq; intros; rewrite !entry_add by assumption; apply splus_comm. Qed.
Lemma madd_assoc m n (A B C : matrix S m n) : A + B + C = A + (B + C).
Proof.
  apply matrix_eq; intros; rewrite !entry_add by assumption; symmetry; apply splus_assoc.
Qed.
Lemma madd_0_r m n (A : matrix S m n) : A + 0 = A.
Proof.
  apply matrix_eq; intros; rewrite entry_add, entry_zero by assumption; apply splus_0.
Qed.
Lemma madd_0_l m n (A : matrix S m n) : 0 + A = A.
Proof. rewrite madd_comm; apply madd_0_r. Qed.

Lemma mmul_assoc k l m n (A : matrix S k l) (B : matrix S l m) (C : matrix S m n) :
  A * (B * C) = A * B * C.
Proof.
  apply matrix_eq; intros i j Li Lj; rewrite !entry_mul by assumption.
  transitivity (ssum l (fun p => ssum m (fun q =>
    stimes (stimes (entry A i p) (entry B p q)) (entry C q j)))).
  - apply ssum_ext; intros p Lp; rewrite entry_mul, <- ssum_mul_l by assumption.
    apply ssum_ext; intros; apply stimes_assoc.
  - rewrite ssum_swap; apply ssum_ext; intros q Lq.
    now rewrite entry_mul, ssum_mul_r by assumption.
Qed.
Lemma mmul_add_l k m n (A B : matrix S k m) (C : matrix S m n) :
  (A + B) * C = A * C + B * C.
Proof.
  apply matrix_eq; intros; rewrite entry_add, !entry_mul, <- ssum_add by assumption.
  apply ssum_ext; intros; rewrite entry_add by assumption; apply stimes_plus_l.
Qed.
Lemma mmul_add_r k m n (A : matrix S k m) (B C : matrix S m n) :
  A * (B + C) = A * B + A * C.
Proof.
  apply matrix_eq; intros; rewrite entry_add, !entry_mul, <- ssum_add by assumption.
  apply ssum_ext; intros; rewrite entry_add by assumption; apply stimes_plus_r.
Qed.
Lemma mmul_0_l k m n (A : matrix S m n) : (0 : matrix S k m) * A = 0.
Proof.
  apply matrix_eq; intros i j Li Lj; rewrite entry_mul, entry_zero by assumption.
  rewrite <- (ssum_zero S m); apply ssum_ext; intros; rewrite entry_zero by assumption.
  apply stimes_0_l.
Qed.
Lemma mmul_0_r k m n (A : matrix S k m) : A * (0 : matrix S m n) = 0.
Proof.
  apply matrix_eq; intros i j Li Lj; rewrite entry_mul, entry_zero by assumption.
  rewrite <- (ssum_zero S m); apply ssum_ext; intros; rewrite entry_zero by assumption.
  apply stimes_0_r.
Qed.
Lemma mmul_1_l m n (A : matrix S m n) : 1 * A = A.
Proof.
  apply matrix_eq; intros i j Li Lj; rewrite entry_mul by assumption.
  rewrite (ssum_one S m _ i Li);
    [rewrite entry_one, Nat.eqb_refl by assumption; apply stimes_1_l|].
  intros k Lk D; rewrite entry_one by assumption.
  destruct (Nat.eqb_spec i k); [congruence | apply stimes_0_l].
Qed.
Lemma mmul_1_r m n (A : matrix S m n) : A * 1 = A.
Proof.
  apply matrix_eq; intros i j Li Lj; rewrite entry_mul by assumption.
  rewrite (ssum_one S n _ j Lj);
    [rewrite entry_one, Nat.eqb_refl by assumption; apply stimes_1_r|].
  intros k Lk D; rewrite entry_one by assumption.
  destruct (Nat.eqb_spec k j); [congruence | apply stimes_0_r].
Qed.

(** *** What [words] needs to compare two sums *)
Lemma pull_next m n (a b r r' : matrix S m n) : r = a + r' -> b + r = a + (b + r').
Proof. intros ->; now rewrite <- !madd_assoc, (madd_comm m n b a). Qed.
Lemma pull_done m n (a l r r' : matrix S m n) : r = a + r' -> l = r' -> a + l = r.
Proof. now intros -> ->. Qed.
Lemma with_0 m n (l r : matrix S m n) : l + 0 = r + 0 -> l = r.
Proof. now rewrite !madd_0_r. Qed.
End Laws.

Section RingLaws.
Variable R : AnyRing.

Lemma madd_opp m n (A : matrix R m n) : A + - A = 0.
Proof.
  apply matrix_eq; intros; rewrite entry_add, entry_zero by assumption.
  unfold mopp; rewrite entry_of by assumption; apply splus_opp.
Qed.
Lemma mopp_unique m n (A B : matrix R m n) : A + B = 0 -> B = - A.
Proof.
  intro E; rewrite <- (madd_0_l R m n B), <- (madd_opp m n A), (madd_comm R m n A), madd_assoc.
  now rewrite E, madd_0_r.
Qed.
Lemma mopp_0 m n : - (0 : matrix R m n) = 0.
Proof. symmetry; apply mopp_unique, madd_0_r. Qed.
Lemma mopp_opp m n (A : matrix R m n) : - - A = A.
Proof. symmetry; apply mopp_unique; rewrite madd_comm; apply madd_opp. Qed.
Lemma mopp_add m n (A B : matrix R m n) : - (A + B) = - A + - B.
Proof.
  symmetry; apply mopp_unique.
  rewrite (madd_comm R m n (- A)), madd_assoc, <- (madd_assoc R m n B), madd_opp, madd_0_l.
  apply madd_opp.
Qed.
Lemma mopp_mul_l k m n (A : matrix R k m) (B : matrix R m n) : - A * B = - (A * B).
Proof. apply mopp_unique; now rewrite <- mmul_add_l, madd_opp, mmul_0_l. Qed.
Lemma mopp_mul_r k m n (A : matrix R k m) (B : matrix R m n) : A * - B = - (A * B).
Proof. apply mopp_unique; now rewrite <- mmul_add_r, madd_opp, mmul_0_r. Qed.
Lemma all_left m n (l r : matrix R m n) : l + (- r + 0) = 0 -> l = r.
Proof.
  rewrite madd_0_r; intro E; rewrite <- (mopp_opp m n r); apply mopp_unique.
  now rewrite madd_comm.
Qed.
Lemma cancel_pos m n (a l l' : matrix R m n) : l = - a + l' -> l' = 0 -> a + l = 0.
Proof. intros -> ->; rewrite madd_0_r; apply madd_opp. Qed.
Lemma cancel_neg m n (a l l' : matrix R m n) : l = a + l' -> l' = 0 -> - a + l = 0.
Proof. intros -> ->; rewrite madd_0_r, madd_comm; apply madd_opp. Qed.
End RingLaws.

Ltac multiply_out :=
  cbn [copies];
  repeat rewrite ?mmul_add_l, ?mmul_add_r, ?mmul_assoc, ?mmul_1_l, ?mmul_1_r,
    ?mmul_0_l, ?mmul_0_r, ?madd_0_l, ?madd_0_r.
Ltac multiply_out_signed :=
  cbn [copies];
  repeat rewrite ?mmul_add_l, ?mmul_add_r, ?mmul_assoc, ?mmul_1_l, ?mmul_1_r,
    ?mmul_0_l, ?mmul_0_r, ?madd_0_l, ?madd_0_r,
    ?mopp_add, ?mopp_mul_l, ?mopp_mul_r, ?mopp_opp, ?mopp_0.
Ltac pull :=
  match goal with
  | |- ?a + _ = ?a + _ => reflexivity
  | |- _ => eapply pull_next; pull
  end.
(** Over semirings: the same products on both sides. *)
Ltac words :=
  multiply_out; apply with_0; rewrite ?madd_assoc;
  repeat (eapply pull_done; [pull|]); reflexivity.
(** Over rings: also products that cancel. *)
Ltac signed_words :=
  multiply_out_signed; apply all_left; rewrite ?mopp_add, ?mopp_opp, ?madd_assoc;
  repeat match goal with
  | |- - _ + _ = 0 => eapply cancel_neg; [pull|]
  | |- _ + _ = 0 => eapply cancel_pos; [pull|]
  end; reflexivity.

(** Over a commutative ring the numbers of [any_ring] are those of the ring. *)
Lemma any_ring_is (K : CRing) (x y : K) :
  @splus K x y = add x y /\ @stimes K x y = mul x y /\ @sopp K x = opp x /\
  @s0 K = zero /\ @s1 K = one.
Proof. easy. Qed.
(** Every table of numbers is the table of entries of a matrix. *)
Lemma matrix_exists (S : Semiring) m n (f : nat -> nat -> S) :
  exists A : matrix S m n, forall i j, (i < m)%nat -> (j < n)%nat -> entry A i j = f i j.
Proof. exists (of_entries m n f); intros; now apply entry_of. Qed.
Lemma entry_opp (R : AnyRing) m n (A : matrix R m n) i j : (i < m)%nat -> (j < n)%nat ->
  entry (- A) i j = sopp (entry A i j).
Proof. exact (entry_of R m n _ i j). Qed.
