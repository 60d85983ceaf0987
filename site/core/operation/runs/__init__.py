"""Long work that people see: started in the admin or by a command, followed, stopped, told of.

Each is a `Run`. What it does is a `Work`, which the app that can do it registers by name. docs/
decisions/0029 says where its progress is written while its transaction is open.
"""
