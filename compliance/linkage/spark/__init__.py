"""Names linked on Apache Spark: the steps of `linkage.matching`, on many machines."""
