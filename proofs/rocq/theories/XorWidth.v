(** * How many ReLUs XOR takes

    One hidden ReLU, v relu(w.x + b) + c, is a monotone unit, and no monotone unit computes XOR.
    Two do: relu(s) - 2 relu(s - 1) with s = x1 + x2, or |x1 - x2|.  So does one, if a linear
    term may go past it: s - 2 relu(s - 1). *)
From NL Require Import Base Xor.

Section Width.
Variable K : OrdRing.
Add Ring Kring : (ring_ax K).

(** One ReLU is not XOR ([xor_not_one_relu]), not even if it has only to fire where XOR is 1. *)
Theorem xor_not_one_relu_threshold :
  ~ exists w1 w2 b a c : K, forall p q,
      0 < a * relu (w1 * num p + w2 * num q + b) + c <-> xorb p q = true.
Proof.
  intros (w1 & w2 & b & a & c & H).
  apply (xor_not_monotone_unit K (fun z => a * relu z + c));
    [apply affine_after_monotone; left; exact (relu_increasing K) | now exists w1, w2, b, 0].
Qed.
Theorem xor_not_one_relu_threshold_at_zero :
  ~ exists w1 w2 b a c : K, forall p q,
      0 <= a * relu (w1 * num p + w2 * num q + b) + c <-> xorb p q = true.
Proof.
  intros (w1 & w2 & b & a & c & H).
  apply (xor_not_monotone_unit_at K (fun z => a * relu z + c));
    [apply affine_after_monotone; left; exact (relu_increasing K) | now exists w1, w2, b, 0].
Qed.

(** ... unless the output may also read the inputs directly (a skip connection). *)
Lemma relu_sums :
  relu (1 + 1 - 1 : K) = 1 /\ relu (1 + 0 - 1 : K) = 0
  /\ relu (0 + 1 - 1 : K) = 0 /\ relu (0 + 0 - 1 : K) = 0.
Proof.
  destruct (relu_bits K) as (_ & R11 & R10 & R01); repeat split.
  - replace (1 + 1 - 1 : K) with (1 - 0 : K) by ring; exact R10.
  - replace (1 + 0 - 1 : K) with (1 - 1 : K) by ring; exact R11.
  - replace (0 + 1 - 1 : K) with (1 - 1 : K) by ring; exact R11.
  - replace (0 + 0 - 1 : K) with (0 - 1 : K) by ring; exact R01.
Qed.
Theorem xor_one_relu_with_skip p q :
  num p + num q - (1 + 1) * relu (num p + num q - 1) = num (xorb p q) :> K.
Proof.
  destruct relu_sums as (R11 & R10 & R01 & R00); unfold num.
  destruct p, q; simpl; rewrite ?R11, ?R10, ?R01, ?R00; ring.
Qed.

(** The textbook network: with s = x1 + x2 it is relu s - 2 relu (s - 1). *)
Theorem xor_textbook p q :
  relu (num p + num q) - (1 + 1) * relu (num p + num q - 1) = num (xorb p q) :> K.
Proof.
  rewrite (relu_pos K (num p + num q)); [apply xor_one_relu_with_skip|].
  pose proof (lt_le (one_pos K)) as P; pose proof (le_refl K 0) as O.
  destruct p, q; unfold num; apply add_nonneg; assumption.
Qed.

(** The same as answers to "are there weights?". *)
Theorem two_relus_suffice :
  exists v1 w11 w12 b1 v2 w21 w22 b2 c : K, forall p q,
    v1 * relu (w11 * num p + w12 * num q + b1) + v2 * relu (w21 * num p + w22 * num q + b2) + c
    = num (xorb p q).
Proof.
  exists 1, 1, 1, 0, (- (1 + 1)), 1, 1, (- (1)), 0; intros p q; rewrite <- xor_textbook.
  replace (1 * num p + 1 * num q + 0) with (num p + num q : K) by ring.
  replace (1 * num p + 1 * num q + - (1)) with (num p + num q - 1 : K) by ring; ring.
Qed.
Theorem one_relu_and_a_skip_suffice :
  exists v w1 w2 b c u1 u2 : K, forall p q,
    v * relu (w1 * num p + w2 * num q + b) + c + (u1 * num p + u2 * num q) = num (xorb p q).
Proof.
  exists (- (1 + 1)), 1, 1, (- (1)), 0, 1, 1; intros p q; rewrite <- xor_one_relu_with_skip.
  replace (1 * num p + 1 * num q + - (1)) with (num p + num q - 1 : K) by ring; ring.
Qed.
End Width.
