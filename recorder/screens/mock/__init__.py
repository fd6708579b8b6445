"""Mock interviews: choosing, running, and the report over one."""
