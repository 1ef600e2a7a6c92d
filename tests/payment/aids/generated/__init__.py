"""Rules and activity to settle, drawn by Hypothesis (随机规则与业务数据), and the same for the oracle."""
