(** * Collapse without affine layers: Moebius maps, and the max-plus semiring

    A layer x |-> 1/(m x + b) is not affine.  Still, any number of such layers is one map
    u |-> (a u + b)/(c u + d), and only its four coefficients change.  In the max-plus
    semiring the sum of two numbers is the larger one, and the product is their sum; layers
    over it are not affine either, and collapse like all layers over a semiring. *)
From Coq Require Import QArith.
From NL Require Import Base Search Xor Pieces Matrix Collapse.
Open Scope nl_scope.

Section Moebius.
Variable K : OrdRing.
Add Ring Kring : (ring_ax K).

(** [moebius u a b c d q x]: layers x |-> 1/(m x + b) lead from u to x; the numerator of the one
    map is a u + b, its denominator is c u + d, and q is that denominator as the product of
    all those on the way. *)
Inductive moebius (u : K) : K -> K -> K -> K -> K -> K -> Prop :=
| no_layer : moebius u 1 0 0 1 1 u
| one_more_layer a b c d q x m n y z :
    moebius u a b c d q x -> z = m * x + n -> y * z = 1 ->
    moebius u c d (m * a + n * c) (m * b + n * d) (z * q) y.

Theorem moebius_collapse (u a b c d q x : K) :
  moebius u a b c d q x -> x * q = a * u + b /\ q = c * u + d /\ q <> 0.
Proof.
  induction 1 as [|a b c d q x m n y z H (E1 & E2 & N) Z Y].
  - repeat split; try ring; apply one_neq_zero.
  - repeat split.
    + transitivity (y * z * q); [ring|]; rewrite Y, <- E2; ring.
    + transitivity (m * (x * q) + n * q); [rewrite Z; ring|].
      rewrite E1, E2 at 1; ring.
    + intro F; destruct (no_zero_divisors K _ _ F) as [F'|F']; [|exact (N F')].
      apply (one_neq_zero K); rewrite <- Y, F'; ring.
Qed.

(** The four coefficients alone, for slopes m other than 0. *)
Inductive moebius_matrix : K -> K -> K -> K -> Prop :=
| matrix_one : moebius_matrix 1 0 0 1
| matrix_next a b c d m n : moebius_matrix a b c d -> m <> 0 ->
    moebius_matrix c d (m * a + n * c) (m * b + n * d).

Theorem moebius_invertible (a b c d : K) : moebius_matrix a b c d -> a * d - b * c <> 0.
Proof.
  induction 1 as [|a b c d m n H IH M]; intro E.
  - apply (one_neq_zero K); rewrite <- E; ring.
  - assert (Z : m * (a * d - b * c) = 0) 
      by (transitivity (- (c * (m * b + n * d) - d * (m * a + n * c))); [ring | rewrite E; ring]).
    destruct (no_zero_divisors K _ _ Z); auto.
Qed.
End Moebius.
Arguments moebius {_} _ _ _ _ _ _ _.
Arguments moebius_matrix {_} _ _ _ _.

(** ** Max-plus: max for the sum, + for the product, and a least element for 0 *)
Section MaxPlus.
Variable K : OrdField.
Add Ring Kring' : (ring_ax K).
Implicit Types a b c x y z : K.

Theorem max_assoc a b c : maximum a (maximum b c) = maximum (maximum a b) c.
Proof. cases; linear. Qed.
Theorem max_comm a b : maximum a b = maximum b a.
Proof. cases; linear. Qed.
Theorem plus_max a b c : a + maximum b c = maximum (a + b) (a + c).
Proof. cases; linear. Qed.
Theorem max_is_not_affine :
  exists x, maximum x 0 + maximum (- x) 0 <> rat 2 * maximum (0 * x) 0.
Proof. exists 1; intro E; cases; linear. Qed.

Definition max_plus : Semiring.
Proof.
  refine (Build_Semiring (option K) None (Some 0)
    (fun p q => match p, q with
      | Some a, Some b => Some (maximum a b) | Some _, None => p | None, _ => q end)
    (fun p q => match p, q with Some a, Some b => Some (a + b) | _, _ => None end)
    _ _ _ _ _ _ _ _ _ _); intros;
  repeat match goal with p : option _ |- _ => destruct p as [p|] end;
  try reflexivity; f_equal; try ring; auto using max_assoc, max_comm, plus_max.
  cases; linear.
Defined.

(** So any number of max-plus layers is one. *)
Theorem max_plus_collapse n m (N : stack max_plus n m) (x : matrix max_plus n 1) :
  through N x = (weight N * x + bias N)%mat.
Proof. apply collapse. Qed.

Theorem max_plus_two_by_two a1 a2 b11 b12 b21 b22 x1 x2 :
  maximum (a1 + maximum (b11 + x1) (b12 + x2)) (a2 + maximum (b21 + x1) (b22 + x2))
  = maximum (maximum (a1 + b11) (a2 + b21) + x1) (maximum (a1 + b12) (a2 + b22) + x2).
Proof.
  assert (distr : forall p q r : K, maximum p q + r = maximum (p + r) (q + r)).
  { intros p q r; cases; linear. }
  rewrite !plus_max, !distr, <- !max_assoc; f_equal; [ring|].
  rewrite (max_comm (a1 + (b12 + x2))), <- max_assoc.
  f_equal; [ring|]; rewrite max_comm; f_equal; ring.
Qed.
End MaxPlus.
