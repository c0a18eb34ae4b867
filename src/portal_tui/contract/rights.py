"""The rights by which a register says who may do what with a service (R6, R7)."""

from typing import Literal

Right = Literal["applicant-write", "applicant-read", "mandatary-write", "mandatary-read"]
"""The four rights on a service: *Requérant* or *Mandataire*, *Rédaction* or *Consultation* (R6, R7)."""
