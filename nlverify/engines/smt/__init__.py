"""The parts of the SMT-LIB encoder, whose face is `nlverify.engines.smtlib`."""
