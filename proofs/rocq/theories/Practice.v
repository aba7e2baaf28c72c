(** * Layers of practice that are affine, as identities between matrices

    Each is multiplied out; the letters of each product keep their order. *)
From NL Require Import Base Matrix.

Section Semirings.
Variable S : Semiring.

(** Attention with fixed weights M is additive in the tokens X. *)
Theorem fixed_attention_is_additive d h t (M : matrix S t t) (V : matrix S d h)
    (X Z : matrix S t d) :
  M * (X + Z) * V = M * X * V + M * Z * V.
Proof. words. Qed.

(** A dropout mask D with one more entry, m in column u and row v. *)
Theorem one_mask_enters k n (A : matrix S k n) (D : matrix S n n) (b : matrix S k 1)
    (m : matrix S 1 1) (u : matrix S n 1) (v : matrix S 1 n) (x : matrix S n 1) :
  A * (D + u * m * v) * x + b = A * u * m * v * x + (A * D * x + b).
Proof. words. Qed.

(** Embeddings E e and F f of one-hot vectors e and f. *)
Theorem embeddings_added d m n (A : matrix S m d) (E F : matrix S d n) (b : matrix S m 1)
    (e f : matrix S n 1) :
  A * (E * e + F * f) + b = A * E * e + A * F * f + b.
Proof. words. Qed.
Theorem embeddings_side_by_side c d k m n (A : matrix S m d) (B : matrix S m c)
    (C : matrix S k m) (E : matrix S d n) (F : matrix S c n) (b : matrix S m 1)
    (g : matrix S k 1) (e f : matrix S n 1) :
  C * (A * E * e + B * F * f + b) + g = C * A * E * e + C * B * F * f + C * b + g.
Proof. words. Qed.
Theorem equal_diagonals m n (b u0 u1 v0 v1 : matrix S m n) :
  u0 + v0 + b + (u1 + v1 + b) = u0 + v1 + b + (u1 + v0 + b).
Proof. words. Qed.

(** A low-rank adapter. *)
Theorem lora_merge m n r (A : matrix S r n) (B : matrix S m r) (T : matrix S m m)
    (V : matrix S m n) (x : matrix S n 1) :
  V * x + T * (B * (A * x)) = (V + T * B * A) * x.
Proof. words. Qed.

(** Two convolutions with the kernel 1, 1, 1: L and R shift to the left and to the right. *)
Theorem same_padding n (L R : matrix S n n) :
  (L + 1 + R) * (L + 1 + R) = L * L + copies 2 L + 1 + copies 2 R + R * R + L * R + R * L.
Proof. words. Qed.

(** Attention without softmax: keys and queries are products with X too. *)
Theorem doubled_attention d e h t (K : matrix S e d) (Q : matrix S d e) (V : matrix S d h)
    (X : matrix S t d) (Y : matrix S d t) :
  copies 2 X * Q * K * copies 2 Y * copies 2 X * V = copies 8 (X * Q * K * Y * X * V).
Proof. words. Qed.
End Semirings.

(** Batch normalisation with fixed statistics. *)
Theorem batchnorm_fold (R : AnyRing) k n (D : matrix R k k) (V : matrix R k n)
    (b beta mean : matrix R k 1) (x : matrix R n 1) :
  D * (V * x + b - mean) + beta = D * V * x + (D * (b - mean) + beta).
Proof. signed_words. Qed.
