"""An Assessment against labels: how right the checker is."""
