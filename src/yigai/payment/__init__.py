"""Payment rules evaluated to the fen (支付规则测算): named steps, their amounts, and why."""
