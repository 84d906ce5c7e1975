"""From a plan and the law to rupiah: pure, exact, and quick enough never to be cached."""
