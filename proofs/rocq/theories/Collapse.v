(** * Collapse: any number of affine layers is one, over any semiring

    A layer is x |-> A x + d.  Two layers are one because products are associative
    and distribute over sums: A (B x + c) + d = (A B) x + (A c + d).  The rest is
    induction on the number of layers.  No product is ever exchanged, nothing is
    ever subtracted (except where the ring is named), so the theorems hold for
    matrices over every semiring: numbers, truth values, max-plus. *)
From NL Require Import Base Matrix Xor.
Open Scope mat_scope.

Section Semirings.
Variable S : Semiring.

(** ** Two layers *)
Theorem two_layers k m n (A : matrix S k m) (B : matrix S m n) (c : matrix S m 1)
    (d : matrix S k 1) (x : matrix S n 1) :
  A * (B * x + c) + d = A * B * x + (A * c + d).
Proof. words. Qed.

Theorem three_layers n p q r (A1 : matrix S p n) (A2 : matrix S q p) (A3 : matrix S r q)
    (d1 : matrix S p 1) (d2 : matrix S q 1) (d3 : matrix S r 1) (x : matrix S n 1) :
  A3 * (A2 * (A1 * x + d1) + d2) + d3 = A3 * A2 * A1 * x + (A3 * A2 * d1 + A3 * d2 + d3).
Proof. words. Qed.

(** ** Any number of layers: a stack from [n] numbers to [m].  The last layer is
    written last; the types make the widths fit. *)
Inductive stack (n : nat) : nat -> Type :=
| Input : stack n n
| Layer m k (before : stack n m) (A : matrix S k m) (d : matrix S k 1) : stack n k.
Arguments Input {_}.
Arguments Layer {_ _ _} _ _ _.

Fixpoint through {n m} (N : stack n m) (x : matrix S n 1) : matrix S m 1 :=
  match N with Input => x | Layer before A d => A * through before x + d end.
Fixpoint weight {n m} (N : stack n m) : matrix S m n :=
  match N with Input => 1 | Layer before A d => A * weight before end.
Fixpoint bias {n m} (N : stack n m) : matrix S m 1 :=
  match N with Input => 0 | Layer before A d => A * bias before + d end.

Theorem collapse n m (N : stack n m) (x : matrix S n 1) : through N x = weight N * x + bias N.
Proof. induction N as [|m k before IH A d]; simpl; [words | rewrite IH; words]. Qed.

(** ** A bottleneck: what comes before it is U x + c, what comes after it is a stack. *)
Theorem after_the_bottleneck n r m (N : stack r m) (U : matrix S r n) (c : matrix S r 1)
    (x : matrix S n 1) :
  through N (U * x + c) = weight N * U * x + through N c.
Proof. rewrite !collapse; words. Qed.

(** Hand on r numbers y through wider layers: write J y, read P (J y). *)
Fixpoint handed_on {r q} (layers : list {k : nat & (matrix S k r * matrix S r k)%type})
    (y : matrix S r q) : matrix S r q :=
  match layers with
  | [] => y
  | existT _ k (J, P) :: before => P * (J * handed_on before y)
  end.
Lemma handed_on_mul r q p layers (y : matrix S r q) (x : matrix S q p) :
  handed_on layers (y * x) = handed_on layers y * x.
Proof. induction layers as [|(k & J & P) l IH]; simpl; [|rewrite IH]; words. Qed.
Theorem handed_on_collapse n r s layers (Q : matrix S s r) (R : matrix S r s)
    (U : matrix S r n) (x : matrix S n 1) :
  handed_on layers (R * (Q * (U * x))) = handed_on layers (R * Q) * U * x.
Proof. rewrite <- !handed_on_mul; f_equal; words. Qed.

(** ** Linear "squashing": the outputs of the i-th layer are multiplied by any square
    matrix [K i] (a constant, a constant for each unit, or any linear map). *)
Fixpoint layers_of {n m} (N : stack n m) : nat :=
  match N with Input => O | Layer before _ _ => Datatypes.S (layers_of before) end.
Fixpoint through_squashed (K : nat -> forall k, matrix S k k) {n m} (N : stack n m)
    (x : matrix S n 1) : matrix S m 1 :=
  match N with
  | Input => x
  | Layer before A d => K (layers_of before) _ * (A * through_squashed K before x + d)
  end.
Fixpoint squashed (K : nat -> forall k, matrix S k k) {n m} (N : stack n m) : stack n m :=
  match N with
  | Input => Input
  | Layer before A d =>
      Layer (squashed K before) (K (layers_of before) _ * A) (K (layers_of before) _ * d)
  end.

Lemma squashed_is_stack K n m (N : stack n m) x : through_squashed K N x = through (squashed K N) x.
Proof. induction N as [|m k before IH A d]; simpl; [|rewrite IH]; words. Qed.
Theorem squashed_collapse K n m (N : stack n m) x :
  through_squashed K N x = weight (squashed K N) * x + bias (squashed K N).
Proof. rewrite squashed_is_stack; apply collapse. Qed.

(** ** Residual layers: x + W x + d *)
Theorem one_residual_layer n (W : matrix S n n) (d x : matrix S n 1) :
  x + W * x + d = (1 + W) * x + d.
Proof. words. Qed.

Fixpoint through_residual {n} (layers : list (matrix S n n * matrix S n 1)) (x : matrix S n 1) :=
  match layers with
  | [] => x
  | (W, d) :: before => through_residual before x + W * through_residual before x + d
  end.
Fixpoint weight_residual {n} (layers : list (matrix S n n * matrix S n 1)) : matrix S n n :=
  match layers with [] => 1 | (W, d) :: before => (1 + W) * weight_residual before end.
Fixpoint bias_residual {n} (layers : list (matrix S n n * matrix S n 1)) : matrix S n 1 :=
  match layers with [] => 0 | (W, d) :: before => (1 + W) * bias_residual before + d end.

Theorem residual_collapse n layers (x : matrix S n 1) :
  through_residual layers x = weight_residual layers * x + bias_residual layers.
Proof. induction layers as [|(W & d) l IH]; simpl; [|rewrite IH]; words. Qed.
End Semirings.

Arguments Input {_ _}.  Arguments Layer {_ _ _ _} _ _ _.
Arguments through {_ _ _} _ _.  Arguments weight {_ _ _} _.  Arguments bias {_ _ _} _.
Arguments handed_on {_ _ _} _ _.  Arguments layers_of {_ _ _} _.
Arguments through_squashed {_} _ {_ _} _ _.  Arguments squashed {_} _ {_ _} _.
Arguments through_residual {_ _} _ _.  Arguments weight_residual {_ _} _.
Arguments bias_residual {_ _} _.

Section Rings.
Variable R : AnyRing.

(** What factors through r numbers factors through more, if one can write and read back. *)
Theorem wider_is_enough m n r s (V : matrix R m r) (P : matrix R r s) (J : matrix R s r)
    (U : matrix R r n) :
  V * P * (J * U) - V * U = V * (P * J - 1) * U.
Proof. signed_words. Qed.

(** An affine map along a line. *)
Theorem along_a_line n (w : matrix R 1 n) (x v : matrix R n 1) (t b : matrix R 1 1) :
  w * (x + v * t) + b = w * x + b + w * v * t.
Proof. words. Qed.

Theorem one_direction n (w : matrix R 1 n) (x v : matrix R n 1) (t b : matrix R 1 1) :
  w * (x + v * t) + b = w * v * t + (w * x + b).
Proof. words. Qed.

(** *** Which parameters give the same map *)
Theorem difference_of_maps m n (W W' : matrix R m n) (b c : matrix R m 1) (v : matrix R n 1) :
  W * v + b - (W' * v + c) = (W - W') * v + (b - c).
Proof. signed_words. Qed.
Theorem change_one_hidden_layer m n r s (A : matrix R r n) (B : matrix R m r)
    (G : matrix R s r) (H : matrix R r s) (c : matrix R r 1) (d : matrix R m 1)
    (e : matrix R s 1) (x : matrix R n 1) :
  B * H * (G * A * x + G * c + e) + (d - B * H * e) - (B * (A * x + c) + d)
  = B * (H * G - 1) * (A * x + c).
Proof. signed_words. Qed.

(** A network and the same network with all hidden layers changed to other coordinates
    K f + h: what they compute stays related in the same way. *)
Inductive twin (n : nat) : nat -> Type :=
| Same : twin n n
| Next m k (before : twin n m) (B : matrix R k m) (d : matrix R k 1) (K : matrix R k k)
    (h : matrix R k 1) : twin n k.
Arguments Same {_}.
Arguments Next {_ _ _} _ _ _ _ _.
Definition coordinates {n m} (N : twin n m) : matrix R m m :=
  match N with Same => 1 | Next _ _ _ K _ => K end.
Definition shift {n m} (N : twin n m) : matrix R m 1 :=
  match N with Same => 0 | Next _ _ _ _ h => h end.
Fixpoint plain {n m} (N : twin n m) (x : matrix R n 1) : matrix R m 1 :=
  match N with
  | Same => x
  | Next before B d _ _ => B * coordinates before * plain before x + d
  end.
Fixpoint changed {n m} (N : twin n m) (x : matrix R n 1) : matrix R m 1 :=
  match N with
  | Same => x
  | Next before B d K h => K * (B * (changed before x - shift before) + d) + h
  end.
Theorem change_all_hidden_layers n m (N : twin n m) (x : matrix R n 1) :
  changed N x = coordinates N * plain N x + shift N.
Proof.
  induction N as [|m k before IH B d K h]; simpl; [words|]; rewrite IH; signed_words.
Qed.

Theorem nothing_else n (A A2 B B2 N : matrix R n n) :
  B2 * A2 * N - B = (B2 * A2 - B * A) * N + B * (A * N - 1).
Proof. signed_words. Qed.
Theorem nothing_else_in_the_biases n (B B2 G : matrix R n n) (c d e : matrix R n 1) :
  d + B * c - B2 * e = d - B2 * (e - G * c) - (B2 * G - B) * c.
Proof. signed_words. Qed.
Theorem last_block p q r (U1 V1 X Y : matrix R r r) (U2 : matrix R r q) (V2 : matrix R p r) :
  V2 * U1 * Y * X * V1 * U2 - V2 * U2
  = V2 * (U1 * Y - 1) * U2 + V2 * U1 * Y * (X * V1 - 1) * U2.
Proof. signed_words. Qed.
Theorem other_blocks p r (N P : matrix R r r) (Q : matrix R p r) :
  Q * N * P - Q = Q * (N * P - 1).
Proof. signed_words. Qed.

(** *** If 1 + A B has the inverse T, then 1 - B T A is one of 1 + B A. *)
Theorem inverse_on_the_right n r (A : matrix R r n) (B : matrix R n r) (T : matrix R r r) :
  (1 + B * A) * (1 - B * T * A) + B * (1 + A * B) * T * A = 1 + B * A.
Proof. signed_words. Qed.
Theorem inverse_on_the_left n r (A : matrix R r n) (B : matrix R n r) (T : matrix R r r) :
  (1 - B * T * A) * (1 + B * A) + B * T * (1 + A * B) * A = 1 + B * A.
Proof. signed_words. Qed.
End Rings.
Arguments Same {_ _}.  Arguments Next {_ _ _ _} _ _ _ _ _.
Arguments coordinates {_ _ _} _.  Arguments shift {_ _ _} _.
Arguments plain {_ _ _} _ _.  Arguments changed {_ _ _} _ _.

(** ** Real numbers and other ordered rings: no stack is XOR, squashed or not *)
Section Xor.
Variable K : OrdRing.
Add Ring Kring : (ring_ax K).

(** The column of two bits. *)
Definition two_bits (p q : bool) : matrix K 2 1 :=
  of_entries (S := K) 2 1 (fun i _ => match i with O => @num K p | _ => @num K q end).
(** The only entry of a 1 x 1 matrix. *)
Definition output (y : matrix K 1 1) : K := entry y 0 0.

Lemma stack_is_affine (N : stack K 2 1) :
  exists w1 w2 b : K, forall p q,
    output (through N (two_bits p q)) = (w1 * num p + w2 * num q + b)%nl.
Proof.
  exists (entry (weight N) 0 0), (entry (weight N) 0 1), (entry (bias N) 0 0).
  intros p q; unfold output; rewrite collapse, entry_add, entry_mul by auto; simpl.
  unfold two_bits; rewrite !entry_of by auto; ring.
Qed.
Theorem stack_not_xor (N : stack K 2 1) :
  ~ forall p q, output (through N (two_bits p q)) = num (xorb p q).
Proof.
  intro H; apply (two_neq_zero K), (xor_affine_iff K).
  destruct (stack_is_affine N) as (w1 & w2 & b & E); exists w1, w2, b.
  intros p q; now rewrite <- E.
Qed.
Theorem stack_not_xor_threshold (N : stack K 2 1) :
  ~ forall p q, (0 < output (through N (two_bits p q)))%nl <-> xorb p q = true.
Proof.
  intro H; apply (xor_not_threshold K).
  destruct (stack_is_affine N) as (w1 & w2 & b & E); exists w1, w2, b.
  intros p q; now rewrite <- E.
Qed.
Theorem stack_not_xor_at_zero (N : stack K 2 1) :
  ~ forall p q, (0 <= output (through N (two_bits p q)))%nl <-> xorb p q = true.
Proof.
  intro H; apply (xor_not_threshold_at_zero K).
  destruct (stack_is_affine N) as (w1 & w2 & b & E); exists w1, w2, b.
  intros p q; now rewrite <- E.
Qed.

(** A squashed stack is a stack. *)
Theorem squashed_not_xor (M : nat -> forall k, matrix K k k) (N : stack K 2 1) :
  ~ forall p q, output (through_squashed M N (two_bits p q)) = num (xorb p q).
Proof.
  intro H; apply (stack_not_xor (squashed M N)); intros p q.
  rewrite <- squashed_is_stack; apply H.
Qed.
Theorem squashed_not_xor_threshold (M : nat -> forall k, matrix K k k) (N : stack K 2 1) :
  ~ forall p q, (0 < output (through_squashed M N (two_bits p q)))%nl <-> xorb p q = true.
Proof.
  intro H; apply (stack_not_xor_threshold (squashed M N)); intros p q.
  rewrite <- squashed_is_stack; apply H.
Qed.
Theorem squashed_not_xor_at_zero (M : nat -> forall k, matrix K k k) (N : stack K 2 1) :
  ~ forall p q, (0 <= output (through_squashed M N (two_bits p q)))%nl <-> xorb p q = true.
Proof.
  intro H; apply (stack_not_xor_at_zero (squashed M N)); intros p q.
  rewrite <- squashed_is_stack; apply H.
Qed.
End Xor.
Arguments two_bits {_} _ _.  Arguments output {_} _.
