"""The pages of a person who asks for help. A process of its own serves them, which reaches the intake's database and nothing else."""
