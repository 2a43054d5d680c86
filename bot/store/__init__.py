"""The only SQL in the house: models, one file of queries per noun, migrations. The two bots meet here and nowhere else."""
