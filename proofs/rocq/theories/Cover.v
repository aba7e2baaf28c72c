(** * Cover's count, and the threshold functions of up to four inputs

    N points in general position in d dimensions have 2 ((N-1 choose 0) + ... + (N-1 choose d))
    labellings by a threshold unit.  Here are six configurations, and why the shape does not
    matter: two units that label the old points in the same way, f(p) > 0 and g(p) <= 0 at a new
    point p, have a mixture that labels them so, too, and is 0 at p.

    The vertices of a cube are not in general position; of their labellings, which are the Boolean
    functions of n inputs, 4, 14, 104, 1882 are those of a threshold unit. *)
From Coq Require Import ZArith QArith.
From NL Require Import Base Search Counting.
Local Open Scope nl_scope.

Theorem five_on_a_line (K : OrdField) :
  exists L : list (list bool), NoDup L /\ length L = 10%nat /\
  forall l, In l L <-> exists (w : list K) (b : K),
    l = map (fires w b) (map (map whole)
      [[0]; [1]; [2]; [3]; [4]]%Z).
Proof.
  apply (counts_sound K _
    [([0], 1); ([-1], 4); ([-1], 3); ([-1], 2); ([-1], 1); ([1], 0); ([1], -1); ([1], -2);
    ([1], -3); ([0], 0)]%Z
    [[1; -2; 1]; [1; -1; -1; 1]; [1; -1; 0; -1; 1]; [1; 0; -2; 0; 1]; [0; 1; -2; 1];
    [0; 0; 1; -2; 1]]%Z).
  vm_compute; reflexivity.
Qed.

Theorem four_in_the_plane (K : OrdField) :
  exists L : list (list bool), NoDup L /\ length L = 14%nat /\
  forall l, In l L <-> exists (w : list K) (b : K),
    l = map (fires w b) (map (map whole)
      [[0; 0]; [0; 1]; [1; 0]; [1; 1]]%Z).
Proof.
  apply (counts_sound K _
    [([0; 0], 1); ([-1; -1], 2); ([-1; 1], 1); ([-1; 0], 1); ([1; -1], 1); ([0; -1], 1);
    ([-1; -1], 1); ([1; 1], 0); ([0; 1], 0); ([-1; 1], 0); ([1; 0], 0); ([1; -1], 0);
    ([1; 1], -1); ([0; 0], 0)]%Z
    [[1; -1; -1; 1]]%Z).
  vm_compute; reflexivity.
Qed.

Theorem hexagon (K : OrdField) :
  exists L : list (list bool), NoDup L /\ length L = 32%nat /\
  forall l, In l L <-> exists (w : list K) (b : K),
    l = map (fires w b) (map (map whole)
      [[2; 0]; [1; 2]; [-1; 3]; [-2; 0]; [-1; -2]; [1; -3]]%Z).
Proof.
  apply (counts_sound K _
    [([0; 0], 1); ([0; 1], 3); ([1; 1], 3); ([0; 1], 2); ([1; 0], 2); ([2; 1], 4); ([1; 1], 2);
    ([0; -1], 3); ([1; -1], 2); ([1; 0], 1); ([2; 1], -1); ([-1; -1], 3); ([0; -1], 2);
    ([1; -1], 1); ([1; -1], -1); ([1; 0], -1); ([-1; 0], 2); ([-1; 1], 2); ([-1; 1], 1);
    ([0; 1], 0); ([1; 1], -2); ([-2; -1], 4); ([-1; 0], 1); ([-1; 1], -1); ([0; 1], -2);
    ([-1; -1], 2); ([-2; -1], -1); ([-1; 0], -1); ([0; -1], 0); ([-1; -1], -2); ([0; -1], -2);
    ([0; 0], 0)]%Z
    [[1; -1; 0; 1; -1]; [1; 0; -1; 1; 0; -1]; [0; 1; -1; 0; 1; -1]; [7; -12; 8; -3];
    [10; -12; 5; 0; 0; -3]; [10; -7; 0; 0; 5; -8]; [5; 0; -8; 15; -12]; [3; 0; 0; -7; 12; -8]]%Z).
  vm_compute; reflexivity.
Qed.

Theorem triangle_in_a_triangle (K : OrdField) :
  exists L : list (list bool), NoDup L /\ length L = 32%nat /\
  forall l, In l L <-> exists (w : list K) (b : K),
    l = map (fires w b) (map (map whole)
      [[0; 5]; [4; -3]; [-5; -2]; [0; 2]; [1; 0]; [-1; -1]]%Z).
Proof.
  apply (counts_sound K _
    [([0; 0], 1); ([1; 0], 5); ([1; 0], 1); ([3; 2], -3); ([3; 1], -2); ([2; 1], -2);
    ([-1; 0], 4); ([-1; 3], 2); ([-1; 0], 1); ([-1; 1], 0); ([-4; 1], -2); ([-1; 1], -2);
    ([0; 1], 2); ([0; 1], 1); ([0; 1], 0); ([0; 1], -2); ([0; -1], 5); ([0; -1], 2); ([0; -1], 0);
    ([0; -1], -1); ([1; -1], 3); ([4; -1], 3); ([1; -1], 2); ([1; 0], 0); ([1; -3], -1);
    ([0; -1], -2); ([-2; -1], 5); ([-3; -1], 3); ([-3; -2], 4); ([-1; 0], 0); ([-1; 0], -1);
    ([0; 0], 0)]%Z
    [[41; 15; 12; -68]; [6; 8; 3; 0; -17]; [13; 23; 32; 0; 0; -68]; [-1; 1; 0; 4; -4];
    [-17; -3; 0; 32; 0; -12]; [-9; -11; 0; 0; 32; -12]; [-11; 0; 3; 23; 0; -15];
    [-2; 0; 11; 0; 23; -32]]%Z).
  vm_compute; reflexivity.
Qed.

Theorem six_in_space (K : OrdField) :
  exists L : list (list bool), NoDup L /\ length L = 52%nat /\
  forall l, In l L <-> exists (w : list K) (b : K),
    l = map (fires w b) (map (map whole)
      [[0; 0; 0]; [2; 0; 0]; [0; 2; 0]; [0; 0; 2]; [1; 1; 1]; [1; 2; 3]]%Z).
Proof.
  apply (counts_sound K _
    [([0; 0; 0], 1); ([0; 0; -1], 3); ([-1; -1; -1], 3); ([0; 1; -1], 2); ([0; 0; -1], 2);
    ([0; 0; -1], 1); ([0; -1; 1], 2); ([0; -1; 0], 2); ([0; -3; 2], 1); ([0; -1; 0], 1);
    ([4; -1; -1], 2); ([1; -1; -1], 2); ([0; -1; -1], 2); ([-1; 0; 0], 2); ([-2; -1; 0], 4);
    ([-2; 0; 1], 1); ([-1; 0; 0], 1); ([-1; 2; -1], 2); ([-1; 1; -1], 2); ([-3; 3; -1], 1);
    ([-1; 0; -1], 2); ([-1; -1; 1], 2); ([-3; -3; 1], 6); ([-1; -1; 1], 1); ([-1; -1; 0], 2);
    ([-1; -1; -1], 2); ([1; 1; 1], 0); ([1; 1; 0], 0); ([1; 1; -1], 0); ([3; 3; -1], -5);
    ([1; 1; -1], -1); ([1; 0; 1], 0); ([3; -3; 1], 0); ([1; -1; 1], -1); ([1; -2; 1], 0);
    ([1; 0; 0], 0); ([2; -1; 0], 0); ([2; 0; 1], -3); ([1; 0; 0], -1); ([0; 1; 1], 0);
    ([-1; 1; 1], -1); ([-4; 1; 1], -1); ([0; 1; 0], 0); ([0; 3; -2], 0); ([0; 1; 0], -1);
    ([-1; 1; 0], -1); ([0; 0; 1], 0); ([0; 0; 1], -1); ([0; -1; 1], -1); ([1; 1; 1], -2);
    ([0; 0; 1], -2); ([0; 0; 0], 0)]%Z
    [[-1; 1; 1; 1; -2]; [-4; 1; 2; 3; 0; -2]; [-1; -2; -1; 0; 6; -2]; [-2; -1; 0; 1; 4; -2]]%Z).
  vm_compute; reflexivity.
Qed.

Theorem six_in_four_dimensions (K : OrdField) :
  exists L : list (list bool), NoDup L /\ length L = 62%nat /\
  forall l, In l L <-> exists (w : list K) (b : K),
    l = map (fires w b) (map (map whole)
      [[0; 0; 0; 0]; [1; 0; 0; 0]; [0; 1; 0; 0]; [0; 0; 1; 0]; [0; 0; 0; 1]; [1; 1; 1; 1]]%Z).
Proof.
  apply (counts_sound K _
    [([0; 0; 0; 0], 1); ([-1; -1; 0; 0], 2); ([0; 0; 1; -1], 1); ([0; 0; 0; -1], 1);
    ([0; 0; -1; 1], 1); ([0; 0; -1; 0], 1); ([0; 2; -1; -1], 1); ([0; 0; -1; -1], 1);
    ([0; -1; 0; 1], 1); ([0; -1; 0; 0], 1); ([0; -1; 2; -1], 1); ([0; -1; 0; -1], 1);
    ([0; -1; -1; 2], 1); ([0; -1; -1; 0], 1); ([3; -1; -1; -1], 1); ([0; -1; -1; -1], 1);
    ([-1; 0; 0; 1], 1); ([-1; 0; 0; 0], 1); ([-1; 0; 2; -1], 1); ([-1; 0; 0; -1], 1);
    ([-1; 0; -1; 2], 1); ([-1; 0; -1; 0], 1); ([-1; 3; -1; -1], 1); ([-1; 0; -1; -1], 1);
    ([-1; -1; 0; 2], 1); ([-1; -1; 0; 0], 1); ([-1; -1; 3; -1], 1); ([-1; -1; 0; -1], 1);
    ([-1; -1; -1; 3], 1); ([-1; -1; -1; 0], 1); ([-1; -1; -1; -1], 1); ([1; 1; 1; 1], 0);
    ([1; 1; 1; 0], 0); ([1; 1; 1; -3], 0); ([1; 1; 0; 1], 0); ([1; 1; -3; 1], 0);
    ([1; 1; 0; 0], 0); ([1; 1; -2; 0], 0); ([1; 0; 1; 1], 0); ([1; -3; 1; 1], 0);
    ([1; 0; 1; 0], 0); ([1; -2; 1; 0], 0); ([1; 0; 0; 1], 0); ([1; -2; 0; 1], 0);
    ([1; 0; 0; 0], 0); ([1; -1; 0; 0], 0); ([0; 1; 1; 1], 0); ([-3; 1; 1; 1], 0);
    ([0; 1; 1; 0], 0); ([-2; 1; 1; 0], 0); ([0; 1; 0; 1], 0); ([-2; 1; 0; 1], 0);
    ([0; 1; 0; 0], 0); ([-1; 1; 0; 0], 0); ([0; 0; 1; 1], 0); ([-2; 0; 1; 1], 0);
    ([0; 0; 1; 0], 0); ([-1; 0; 1; 0], 0); ([0; 0; 0; 1], 0); ([-1; 0; 0; 1], 0);
    ([0; 0; 1; 1], -1); ([0; 0; 0; 0], 0)]%Z
    [[-3; 1; 1; 1; 1; -1]]%Z).
  vm_compute; reflexivity.
Qed.

(** f, g are the values at the new point, F, G those at an old one. *)
Theorem mixture_of_positives (K : OrdField) (f g F G : K) :
  0 < f -> g <= 0 -> 0 < F -> 0 < G -> 0 < - g * F + f * G.
Proof.
  intros A B C D; assert (P := mul_pos A D); assert (Q := mul_nonneg (proj1 le_sub B) (lt_le C)).
  linear.
Qed.
Theorem mixture_of_others (K : OrdField) (f g F G : K) :
  0 < f -> g <= 0 -> F <= 0 -> G <= 0 -> - g * F + f * G <= 0.
Proof.
  intros A B C D; assert (P := mul_nonneg (lt_le A) (proj1 le_sub D)).
  assert (Q := mul_nonneg (proj1 le_sub B) (proj1 le_sub C)); linear.
Qed.
Section Ring.
Variable K : CRing.
Add Ring Kring : (ring_ax K).
Theorem mixture_at_the_new_point (f g : K) : - g * f + f * g = 0.
Proof. ring. Qed.
End Ring.
