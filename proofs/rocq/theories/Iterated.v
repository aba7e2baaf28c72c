(** * A hundred million layers in a few products

    All layers here are the same, and everything is counted modulo p.  Then 10^8 layers are
    the matrix M to the power 10^8, and a power is found by squaring: 26 squares, and a
    product for each digit 1 of 10^8 in base two. *)
From Coq Require Import ZArith Lia.
From NL Require Import Base Matrix Instances.

Section Power.
Variable p : Z.
Let R : AnyRing := Z_cring.

Definition reduce_mod {m n} (A : matrix R m n) : matrix R m n :=
  of_entries (S := R) m n (fun i j => Z.modulo (entry A i j) p).
Definition act_mod {m n} (A : matrix R m n) (x : matrix R n 1) : matrix R m 1 := reduce_mod (A * x).

Lemma ssum_mod n (f g : nat -> Z) : (forall i, (i < n)%nat -> (f i mod p = g i mod p)%Z) ->
  (@ssum R n f mod p = @ssum R n g mod p)%Z.
Proof.
  induction n as [|n IH]; intro E; [reflexivity|].
  change ((@ssum R n f + f n) mod p = (@ssum R n g + g n) mod p)%Z.
  rewrite Zplus_mod, IH, (E n), <- Zplus_mod by auto; reflexivity.
Qed.
Lemma reduce_mul k m n (A A' : matrix R k m) (C C' : matrix R m n) :
  reduce_mod A = reduce_mod A' -> reduce_mod C = reduce_mod C' ->
  reduce_mod (A * C) = reduce_mod (A' * C').
Proof.
  intros E F; apply matrix_eq; intros i j Li Lj; unfold reduce_mod.
  rewrite !entry_of, !entry_mul by assumption; apply ssum_mod; intros l Ll.
  assert (E' : (entry A i l mod p = entry A' i l mod p)%Z).
  { pose proof (f_equal (fun T => entry T i l) E) as H; unfold reduce_mod in H.
    now rewrite !entry_of in H by assumption. }
  assert (F' : (entry C l j mod p = entry C' l j mod p)%Z).
  { pose proof (f_equal (fun T => entry T l j) F) as H; unfold reduce_mod in H.
    now rewrite !entry_of in H by assumption. }
  change ((entry A i l * entry C l j) mod p = (entry A' i l * entry C' l j) mod p)%Z.
  now rewrite Zmult_mod, E', F', <- Zmult_mod.
Qed.
Lemma reduce_reduce m n (A : matrix R m n) : reduce_mod (reduce_mod A) = reduce_mod A.
Proof.
  apply matrix_eq; intros i j Li Lj; unfold reduce_mod; rewrite !entry_of by assumption.
  apply Zmod_mod.
Qed.
Lemma act_act m n k (A : matrix R m n) (C : matrix R n k) x :
  act_mod A (act_mod C x) = act_mod (reduce_mod (A * C)) x.
Proof.
  unfold act_mod; transitivity (reduce_mod (A * (C * x))).
  - apply reduce_mul; [reflexivity | apply reduce_reduce].
  - rewrite mmul_assoc; apply reduce_mul; [symmetry; apply reduce_reduce | reflexivity].
Qed.

Fixpoint power_mod {n} (M : matrix R n n) (e : positive) : matrix R n n :=
  match e with
  | xH => M
  | xO e => let A := power_mod M e in reduce_mod (A * A)
  | xI e => let A := power_mod M e in reduce_mod (M * reduce_mod (A * A))
  end.
Theorem iterate_by_squaring n (M : matrix R n n) e x :
  Pos.iter (act_mod M) x e = act_mod (power_mod M e) x.
Proof.
  revert x; induction e as [e IH|e IH|]; intro x; simpl; [| |reflexivity]; rewrite !IH.
  - now rewrite (act_act _ _ _ (power_mod M e)), act_act.
  - apply act_act.
Qed.
End Power.

(** [repeated f n x] is f (f (... x)), n times. *)
Definition repeated {A} (f : A -> A) (n : positive) (x : A) : A := Pos.iter f x n.
Lemma repeated_next A (f : A -> A) n x : repeated f (Pos.succ n) x = f (repeated f n x).
Proof. exact (Pos.iter_succ n A f x). Qed.

(** ** Columns and rows of numbers: two inputs, the generator of biases, and a 1 *)
Open Scope Z_scope.
Definition mersenne61 : Z := 2305843009213693951.
Definition lcg_multiplier : Z := 1579067433653788482.
Notation zcolumn := (matrix (Z_cring : AnyRing)).
Definition column2 (t : Z * Z) : zcolumn 2 1 := let '(a, b) := t in ((a, tt), ((b, tt), tt)).
Definition column4 (t : Z * Z * Z * Z) : zcolumn 4 1 :=
  let '(a, b, c, d) := t in ((a, tt), ((b, tt), ((c, tt), ((d, tt), tt)))).
Definition column8 (t : Z * Z * Z * Z * Z * Z * Z * Z) : zcolumn 8 1 :=
  let '(a, b, c, d, e, f, g, h) := t in
  ((a, tt), ((b, tt), ((c, tt), ((d, tt), ((e, tt), ((f, tt), ((g, tt), ((h, tt), tt)))))))).
Definition row2 (a b : Z) : tuple Z 2 := (a, (b, tt)).
Definition row4 (a b c d : Z) : tuple Z 4 := (a, (b, (c, (d, tt)))).
Definition row8 (a b c d e f g h : Z) : tuple Z 8 :=
  (a, (b, (c, (d, (e, (f, (g, (h, tt)))))))).
Definition generator2 : zcolumn 2 2 := (row2 lcg_multiplier 1, (row2 0 1, tt)).
Definition layers4 : zcolumn 4 4 :=
  (row4 2 1 1 0, (row4 1 1 2 0, (row4 0 0 lcg_multiplier 1, (row4 0 0 0 1, tt)))).
Definition layers8 : zcolumn 8 8 :=
  (row8 2 1 0 0 0 0 0 0, (row8 1 1 0 0 0 0 0 0, (row8 0 0 2 1 0 0 0 0, (row8 0 0 1 1 0 0 0 0,
  (row8 0 0 0 0 2 1 1 0, (row8 0 0 0 0 1 1 2 0, (row8 0 0 0 0 0 0 lcg_multiplier 1,
  (row8 0 0 0 0 0 0 0 1, tt)))))))).

(** A step on numbers is a product with a matrix, row by row. *)
Ltac linear_step :=
  repeat match goal with
  | |- (_, _) = (_, _) => apply f_equal2
  | |- tt = tt => reflexivity
  | |- _ mod _ = _ mod _ => apply (f_equal (fun z => z mod mersenne61)); ring
  end.
Ltac by_power zcolumn layers :=
  unfold repeated; match goal with |- Pos.iter ?step ?start ?count = ?last =>
    let E := fresh "E" in
    assert (E : zcolumn (Pos.iter step start count) = zcolumn last);
    [ rewrite (Pos.iter_swap_gen _ _ zcolumn step (act_mod mersenne61 layers));
      [ rewrite iterate_by_squaring; vm_compute; reflexivity
      | intro t; repeat match goal with t : (_ * _)%type |- _ => destruct t end;
        cbv -[Z.modulo Z.add Z.mul mersenne61]; fold mersenne61; linear_step ]
    | revert E; generalize (Pos.iter step start count); intro t;
      repeat match goal with t : (_ * _)%type |- _ => destruct t end;
      intro E; injection E; intros; subst; reflexivity ]
  end.

Theorem layer_by_layer :
  let p := 2305843009213693951 in
  let step '(x1, x2, g, o) :=
    ((2 * x1 + x2 + g) mod p, (x1 + x2 + 2 * g) mod p, (1579067433653788482 * g + o) mod p,
     o mod p) in
  repeated step 100000000 (123456789, 987654321, 0, 1)
  = (723883192472188435, 1919613444237694187, 174590901154391107, 1).
Proof. intros p step; by_power column4 layers4. Qed.

(** The inputs (1, 0) and (0, 1) without biases, and (0, 0) with them: W's columns, and b. *)
Theorem weights_and_bias :
  let p := 2305843009213693951 in
  let step '(u1, u2, v1, v2, b1, b2, g, o) :=
    ((2 * u1 + u2) mod p, (u1 + u2) mod p, (2 * v1 + v2) mod p, (v1 + v2) mod p,
     (2 * b1 + b2 + g) mod p, (b1 + b2 + 2 * g) mod p, (1579067433653788482 * g + o) mod p,
     o mod p) in
  repeated step 100000000 (1, 0, 0, 1, 0, 0, 0, 1)
  = (1778937743247784946, 963837119858522619, 963837119858522619, 815100623389262327,
     1813489542069597981, 1693569720072038664, 174590901154391107, 1).
Proof. intros p step; by_power column8 layers8. Qed.

(** The generator runs in a circle of 41 * 61 * 331 * 1321 steps, and of no divisor of that. *)
Theorem generator_period :
  let p := 2305843009213693951 in
  let step '(g, o) := ((1579067433653788482 * g + o) mod p, o mod p) in
  repeated step 1093564751 (0, 1) = (0, 1) /\
  repeated step 26672311 (0, 1) = (1183443401964676326, 1) /\
  repeated step 17927291 (0, 1) = (494474600739059810, 1) /\
  repeated step 3303821 (0, 1) = (913241920245830489, 1) /\
  repeated step 827831 (0, 1) = (360500314925261578, 1).
Proof. intros p step; repeat apply conj; by_power column2 generator2. Qed.

(** One layer W x + b at the input, less a multiple of the modulus. *)
Theorem one_layer_first :
  1778937743247784946 * 123456789 + 963837119858522619 * 987654321 + 1813489542069597981
  - 1171559838870349083724694639 = 723883192472188435.
Proof. reflexivity. Qed.
Theorem one_layer_second :
  963837119858522619 * 123456789 + 815100623389262327 * 987654321 + 1693569720072038664
  - 924029888450896214924019835 = 1919613444237694187.
Proof. reflexivity. Qed.
