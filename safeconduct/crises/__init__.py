"""The persecution that a coalition answers; what everything else hangs on."""
