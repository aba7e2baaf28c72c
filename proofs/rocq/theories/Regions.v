(** * The pieces of one layer, counted

    Give every unit of a layer the bias 1.  The patterns of units that are on are the labellings of
    the points 0, w_1, ..., w_n by a threshold unit that are 1 at 0, half of all.  Lines in general
    position make 2, 4, 7, 11, 16 regions; so the labellings are 4, 8, 14, 22, 32. *)
From Coq Require Import ZArith QArith.
From NL Require Import Base Search Counting.
Local Open Scope nl_scope.

Theorem one_line (K : OrdField) :
  exists L : list (list bool), NoDup L /\ length L = 4%nat /\
  forall l, In l L <-> exists (w : list K) (b : K),
    l = map (fires w b) (map (map whole)
      [[0; 0]; [1; 0]]%Z).
Proof.
  apply (counts_sound K _
    [([0; 0], 1); ([-1; 0], 1); ([1; 0], 0); ([0; 0], 0)]%Z
    []%Z).
  vm_compute; reflexivity.
Qed.

Theorem two_lines (K : OrdField) :
  exists L : list (list bool), NoDup L /\ length L = 8%nat /\
  forall l, In l L <-> exists (w : list K) (b : K),
    l = map (fires w b) (map (map whole)
      [[0; 0]; [1; 0]; [0; 1]]%Z).
Proof.
  apply (counts_sound K _
    [([0; 0], 1); ([0; -1], 1); ([-1; 0], 1); ([-1; -1], 1); ([1; 1], 0); ([1; 0], 0);
    ([0; 1], 0); ([0; 0], 0)]%Z
    []%Z).
  vm_compute; reflexivity.
Qed.

Theorem three_lines (K : OrdField) :
  exists L : list (list bool), NoDup L /\ length L = 14%nat /\
  forall l, In l L <-> exists (w : list K) (b : K),
    l = map (fires w b) (map (map whole)
      [[0; 0]; [1; 0]; [0; 1]; [2; 3]]%Z).
Proof.
  apply (counts_sound K _
    [([0; 0], 1); ([-1; 0], 2); ([2; -1], 1); ([0; -1], 1); ([-1; 1], 1); ([-1; 0], 1);
    ([-1; -1], 1); ([1; 1], 0); ([1; 0], 0); ([1; -1], 0); ([0; 1], 0); ([-2; 1], 0);
    ([0; 1], -1); ([0; 0], 0)]%Z
    [[-4; 2; 3; -1]]%Z).
  vm_compute; reflexivity.
Qed.

Theorem four_lines (K : OrdField) :
  exists L : list (list bool), NoDup L /\ length L = 22%nat /\
  forall l, In l L <-> exists (w : list K) (b : K),
    l = map (fires w b) (map (map whole)
      [[0; 0]; [1; 0]; [0; 1]; [2; 3]; [3; 1]]%Z).
Proof.
  apply (counts_sound K _
    [([0; 0], 1); ([-1; 0], 3); ([0; -1], 3); ([-1; 0], 2); ([2; -1], 1); ([1; -1], 1);
    ([0; -1], 1); ([-1; 3], 1); ([-1; 1], 1); ([-1; 0], 1); ([-1; -1], 1); ([1; 1], 0);
    ([1; 0], 0); ([1; -1], 0); ([1; -3], 0); ([0; 1], 0); ([-1; 1], 0); ([-2; 1], 0);
    ([1; 0], -1); ([0; 1], -1); ([1; 0], -2); ([0; 0], 0)]%Z
    [[-4; 2; 3; -1]; [-3; 3; 1; 0; -1]; [-5; 7; 0; 1; -3]; [6; 0; -7; 3; -2]]%Z).
  vm_compute; reflexivity.
Qed.

Theorem five_lines (K : OrdField) :
  exists L : list (list bool), NoDup L /\ length L = 32%nat /\
  forall l, In l L <-> exists (w : list K) (b : K),
    l = map (fires w b) (map (map whole)
      [[0; 0]; [1; 0]; [0; 1]; [2; 3]; [3; 1]; [-1; -2]]%Z).
Proof.
  apply (counts_sound K _
    [([0; 0], 1); ([0; 1], 2); ([-1; 0], 3); ([-2; 3], 3); ([0; -1], 3); ([-1; 0], 2);
    ([2; -1], 1); ([3; -1], 1); ([1; -1], 1); ([0; -1], 1); ([-1; 3], 1); ([-2; 1], 2);
    ([-1; 1], 1); ([-1; 0], 1); ([-5; 3], 1); ([-1; -1], 1); ([1; 1], 0); ([5; -3], 0);
    ([1; 0], 0); ([1; -1], 0); ([2; -1], -1); ([1; -3], 0); ([0; 1], 0); ([-1; 1], 0);
    ([-3; 1], 0); ([-2; 1], 0); ([1; 0], -1); ([0; 1], -1); ([2; -3], -2); ([1; 0], -2);
    ([-1; 0], 0); ([0; 0], 0)]%Z
    [[0; 1; 1; -1; 0; -1]; [-4; 2; 3; -1]; [-3; 3; 1; 0; -1]; [4; -1; -2; 0; 0; -1];
    [-5; 7; 0; 1; -3]; [4; 1; 0; -2; 0; -3]; [-2; 5; 0; 0; -2; -1]; [6; 0; -7; 3; -2]]%Z).
  vm_compute; reflexivity.
Qed.

Theorem five_planes (K : OrdField) :
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

(** No layer has more: a cut adds to a line, to the plane and to space at most as many pieces as it
    has itself, which are those that the cuts before made of a point, a line and a plane. *)
Theorem one_more_cut (K : OrdField) (a1 a2 a3 m r1 r2 r3 : nat -> K) n :
  m 0%nat = 0 -> r1 0%nat = 1 -> r2 0%nat = 1 -> r3 0%nat = 1 ->
  (forall i, (i < n)%nat -> a1 i <= 1 /\ a2 i <= r1 i /\ a3 i <= r2 i /\ m (S i) = m i + 1
     /\ r1 (S i) = r1 i + a1 i /\ r2 (S i) = r2 i + a2 i /\ r3 (S i) = r3 i + a3 i) ->
  r1 n <= 1 + m n /\ rat 2 * r2 n <= rat 2 + m n + m n * m n
  /\ rat 6 * r3 n <= rat 6 + rat 5 * m n + m n * m n * m n.
Proof.
  intros M A B C; induction n as [|n IH]; intro Step; [rewrite M, A, B, C; repeat split; linear|].
  destruct IH as (D & E & F); [intros i L; apply Step; lia|].
  destruct (Step n ltac:(lia)) as (G & H & I & -> & -> & -> & ->); repeat split; linear.
Qed.
