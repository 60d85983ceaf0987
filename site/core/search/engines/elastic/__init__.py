"""Elasticsearch 8 and 9 and OpenSearch 2 and 3, which understand the same index and queries."""
