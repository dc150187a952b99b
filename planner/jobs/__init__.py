"""Long work beside the web server: records that outlive it, and the runner."""
