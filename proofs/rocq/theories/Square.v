(** * x^2 by folding, and why one hidden layer is slow at it

    Fold [0, 1] with the tooth T.  The error g(x) = x - x^2 of the straight line x satisfies
    g(x) = T(x)/4 + g(T(x))/4: each fold reproduces the error that is left at a quarter of its
    size.  So m folds come within 4^-(m+1) of x^2.  A chain of N straight pieces, in contrast,
    misses x^2 by 1/(8 N^2). *)
From Coq Require Import QArith.
From NL Require Import Base Search Xor Pieces.
Local Open Scope nl_scope.

(** The folded point is y, the share of the error q = 4^-m, the sum of saws f. *)
Theorem square_by_folding (K : OrdField) (x : K) (y q f : nat -> K) :
  0 <= x -> x <= 1 -> y 0%nat = x -> q 0%nat = 1 -> f 0%nat = x ->
  (forall i, f (S i) = f i - tooth (y i) * q i * rat (1 # 4)
             /\ q (S i) = q i * rat (1 # 4) /\ y (S i) = tooth (y i)) ->
  forall m, f m - x * x = q m * (y m - y m * y m) /\ 0 <= y m /\ y m <= 1 /\ 0 < q m
            /\ x * x <= f m /\ rat 4 * (f m - x * x) <= q m.
Proof.
  intros X0 X1 Y Q F Step m; assert (I : f m - x * x = q m * (y m - y m * y m)
    /\ 0 <= y m /\ y m <= 1 /\ 0 < q m).
  { induction m as [|m (E & Y0 & Y1 & P)].
    - rewrite Y, Q, F; repeat split; linear.
    - destruct (Step m) as (-> & -> & ->).
      destruct (tooth_cases K (y m) Y0 Y1) as [[L ->]|[L ->]]; repeat split; linear. }
  destruct I as (E & Y0 & Y1 & P); repeat split; trivial.
  - assert (0 <= q m * (y m * (1 - y m))) by
      (apply mul_nonneg; [now apply lt_le | apply mul_nonneg; [exact Y0 | linear]]).
    linear.
  - assert (0 <= q m * ((1 - rat 2 * y m) * (1 - rat 2 * y m))) by
      (apply mul_nonneg; [now apply lt_le | apply square_nonneg]).
    linear.
Qed.

(** At x = 2^-(m+1) the error is 4^-(m+1) indeed: the tooth takes x/2 back to x. *)
Theorem square_error_attained (K : OrdField) (x q f : nat -> K) :
  f 0%nat = rat (1 # 2) -> q 0%nat = 1 -> x 0%nat = rat (1 # 2) ->
  (forall i, let z := x i * rat (1 # 2) in
     f (S i) = z - tooth z * rat (1 # 4) - (tooth z - f i) * rat (1 # 4)
     /\ q (S i) = q i * rat (1 # 4) /\ x (S i) = z) ->
  forall m, f m - x m * x m = q m * rat (1 # 4) /\ 0 < x m /\ x m <= rat (1 # 2)
            /\ tooth (x m * rat (1 # 2)) = x m.
Proof.
  intros F Q X Step m.
  assert (I : f m - x m * x m = q m * rat (1 # 4) /\ 0 < x m /\ x m <= rat (1 # 2)).
  { induction m as [|m (E & P & L)].
    - rewrite F, Q, X; repeat split; linear.
    - destruct (Step m) as (-> & -> & ->); rewrite tooth_up by linear; repeat split; linear. }
  destruct I as (E & P & L); repeat split; trivial; rewrite tooth_up by linear; linear.
Qed.

(** ** The lower bound for straight pieces *)

(** One piece: the second difference of a line is 0, that of x^2 is h^2/2. *)
Theorem line_misses_square (K : OrdField) (p r c h e : K) :
  let close x := p * x + r - x * x <= e /\ x * x - (p * x + r) <= e in
  close c -> close (c + h * rat (1 # 2)) -> close (c + h) -> h * h * rat (1 # 8) <= e.
Proof. intros close [A B] [C D] [E F]; linear. Qed.

(** N pieces with the common error e cover a length t with t^2 <= 8 e N^2. *)
Theorem pieces_cover_little (K : OrdField) (e first : K) (h t N : nat -> K) (n : nat) :
  0 <= first -> first * first <= rat 8 * e -> N 0%nat = 1 -> t 0%nat = first ->
  (forall i, (i < n)%nat -> 0 <= h i /\ h i * h i <= rat 8 * e
     /\ N (S i) = N i + 1 /\ t (S i) = t i + h i) ->
  t n * t n <= rat 8 * e * (N n * N n) /\ 1 <= N n /\ 0 <= t n.
Proof.
  intros F0 F N0 T0; induction n as [|n IH]; intro Step.
  - rewrite N0, T0; repeat split; linear.
  - destruct IH as (I & N1 & T1); [intros i L; apply Step; lia|].
    destruct (Step n ltac:(lia)) as (H0 & H & -> & ->); set (a := t n) in *; set (m := N n) in *.
    repeat split; [|linear | linear].
    assert (C : m * (rat 2 * a * h n) <= m * (rat 16 * e * m)).
    { assert (0 <= (a - m * h n) * (a - m * h n)) by apply square_nonneg.
      assert (0 <= m * m * (rat 8 * e - h n * h n)) by
        (apply mul_nonneg; [apply square_nonneg | linear]).
      linear. }
    assert (D : rat 2 * a * h n <= rat 16 * e * m).
    { apply not_lt_le; intro G.
      assert (P : 0 < m * (rat 2 * a * h n - rat 16 * e * m)) by (apply mul_pos; linear).
      linear. }
    linear.
Qed.

(** With e <= q/4, where q = 4^-m, follows n^2 >= 4^m/2. *)
Theorem few_pieces_are_far (K : OrdField) (n e q : K) :
  1 <= rat 8 * e * (n * n) -> e <= q * rat (1 # 4) -> 1 <= rat 2 * (n * n) * q.
Proof.
  intros A B; assert (0 <= (n * n) * (q * rat (1 # 4) - e)) by
    (apply mul_nonneg; [apply square_nonneg | linear]).
  linear.
Qed.
